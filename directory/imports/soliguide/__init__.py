"""Soliguide: its place documents as venues of ours, from files or from its interface.

`command` fetches and keeps; `listing` and `api` speak to the interface; `reader` walks the
`documents`, leaves out their `twins` and hands each to `places`, which reads where it is
(`positions`), what it lends to its services (`hours`, `publics`, `modalities`), these `services`
with their `categories`, what holds for some days only (`exceptions`), whom to call (`contacts`)
and whom to name (`credits`). `hiding` and `withdrawing` take away what must not be seen.
"""
