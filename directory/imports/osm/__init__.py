"""OpenStreetMap: what its map shows of help, from Overpass answers and GeoJSON.

`reader` walks the `elements` of a file; `offers` reads which needs the tags of one meet, `people`
whom it is for and what it asks, and `venues` makes the entry. The tables are in `tags.toml`.
"""
