"""The background process: each job is a few lines that call one function of the domain.

Jobs take ids and may run twice: what is still to be done is read from the database.
"""
