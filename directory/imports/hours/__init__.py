"""Opening hours as people write them, as an OSM expression or not at all.

A text is cut into words (`words`), which are read from left to right as days and times (`pieces`,
`grammar`); each run of days with its times is a draft (`drafts`), and all of them together are
written down (`expressions`). `text` reads a cell, `notes` the remark beside it, `prose` a
description; `osm` takes what is an expression already.
"""
