"""What operators read and write, carried into another language by a machine.

Nothing here is loaded by importing this package: the library and its models live in a process of
their own (`apart.py`), which the background process starts and may kill.
"""
