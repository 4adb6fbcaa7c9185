"""Tables that people keep, read through a mapping that says what their columns mean.

`mapping_file` reads a mapping and its `rules`; `mapping` is what it becomes. `reader` walks the
rows; `venues` makes an entry of one: where it is (`places`), when it is open (`times`), what it
offers and asks (`services`), and what the rules change of all that (`effects`).
"""
