"""Open Referral's HSDS: version 3 as JSON, and packages of tables, old ones too.

`command` opens a file, a folder, an archive or an interface. `assembling` turns tables into the
nested documents of version 3, `store` gathers the services of each location on disk, and `reader`
hands them to `venues`, which reads where it is (`sites`), when it is open (`schedules`,
`recurrence`), which needs it meets (`taxonomy`) and what it asks (`people`, `conditions`).
`profile` is what a publisher's package does not tell of itself.
"""
