"""data.inclusion: the structures and services of its schema v1, from files or its interface.

`listing` speaks to the interface; `reader` has every record validated (`models`) and puts it on
disk (`store`), where the services find their structure; `venues` makes an entry of each address
of a structure, and `services` reads what is offered there by the tables of `themes.toml`.
"""
