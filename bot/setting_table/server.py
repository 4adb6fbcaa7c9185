"""What a server needs first: its database, its address, its keys."""

from bot.setting_table.setting import Setting
from bot.setting_values import (
    read_database,
    read_folder,
    read_keys,
    read_public_url,
    read_redis,
    read_secret,
)

MAKE_KEY = "make one with: head -c 32 /dev/urandom | base64"

SERVER = (
    Setting(
        "SOLITEXTO_DATABASE_URL",
        "database_url",
        read_database,
        "sqlite:///{folder}/var/solitexto.sqlite3",
        "The database, SQLite or PostgreSQL",
    ),
    Setting(
        "SOLITEXTO_REDIS_URL",
        "redis_url",
        read_redis,
        "",
        "The queue that wakes the workers; everything works without it, a little slower",
    ),
    Setting(
        "SOLITEXTO_SPOOL",
        "spool",
        read_folder,
        "{folder}/var/spool",
        "The folder that keeps texts, encrypted, while the database is out of reach",
    ),
    Setting(
        "SOLITEXTO_PUBLIC_URL",
        "public_url",
        read_public_url,
        "",
        "The address under which Twilio reaches this server; signatures are checked against it",
        made="write the address that you gave to Twilio, like https://texts.example.org",
    ),
    Setting(
        "SOLITEXTO_SECRET_KEY",
        "secret_key",
        read_secret,
        "",
        "Signs the sessions of the console, nothing else",
        made=MAKE_KEY,
    ),
    Setting(
        "SOLITEXTO_DATA_KEYS",
        "data_keys",
        read_keys,
        "",
        "Encrypt numbers and texts: 32 bytes in base64, separated by commas; the first encrypts,"
        " all decrypt",
        made=MAKE_KEY,
    ),
    Setting(
        "SOLITEXTO_LOOKUP_KEY",
        "lookup_keys",
        read_keys,
        "",
        "Hashes numbers, so that a person is found again without keeping them in clear; while it is"
        " being changed, the new one, a comma, the old one",
        made=MAKE_KEY,
    ),
)
