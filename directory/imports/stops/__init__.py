"""`places import`: stations and stops of timetables (GTFS) and of tables, to be found by name.

`reading` takes them out of a file, `naming` says what they are called and in which town they are,
and `page` keeps them on the page that every process reads (`directory/gazetteer/imported.py`).
"""
