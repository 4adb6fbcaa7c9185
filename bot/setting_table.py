"""The whole list of settings, in the order of the README's table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.setting_values import (
    read_account,
    read_api_url,
    read_contents,
    read_countries,
    read_country,
    read_database,
    read_days,
    read_folder,
    read_hours,
    read_index,
    read_keys,
    read_language,
    read_log_shape,
    read_mail_address,
    read_mail_server,
    read_megabytes,
    read_minutes,
    read_money,
    read_number,
    read_opening_hours,
    read_prices,
    read_public_url,
    read_redis,
    read_secret,
    read_timezone,
    read_token,
    read_tokens,
    read_translation_server,
)


@dataclass(frozen=True)
class Setting:
    """One line of the table: a variable, how it is read, and what it is for.

    `read` raises ValueError with what to write instead. `default` is what is read when the
    variable is unset or empty; `{folder}` in it is where one stands. `made` says how to get a
    value that has no default, for those that real people cannot be served without.
    """

    variable: str
    name: str
    read: Callable[[str], Any]
    default: str
    meaning: str
    made: str = ""


MAKE_KEY = "make one with: head -c 32 /dev/urandom | base64"

SETTINGS = (
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
    Setting(
        "SOLITEXTO_COUNTRY",
        "country",
        read_country,
        "FR",
        "The country whose emergency numbers are given when the place is not known",
    ),
    Setting(
        "SOLITEXTO_TIMEZONE",
        "timezone",
        read_timezone,
        "Europe/Paris",
        "The time zone of moments when the place is not known",
    ),
    Setting(
        "SOLITEXTO_TEAM_HOURS",
        "team_hours",
        read_opening_hours,
        "",
        "When the team answers, as OpenStreetMap writes hours; unset, no human is ever promised",
    ),
    Setting(
        "SOLITEXTO_SMTP_URL",
        "smtp_url",
        read_mail_server,
        "",
        "The mail server that tells the team that someone waits: smtp://name:password@host:587, or"
        " smtps://; unset, only the console tells",
    ),
    Setting(
        "SOLITEXTO_MAIL_FROM",
        "mail_from",
        read_mail_address,
        "solitexto@localhost",
        "The address that these mails come from",
    ),
    Setting(
        "SOLITEXTO_ALARM_MINUTES",
        "alarm_after",
        read_minutes,
        "5",
        "How long someone waits before coordinators are told, and as long again before"
        " administrators are",
    ),
    Setting(
        "SOLITEXTO_KEEP_TEXTS_DAYS",
        "keep_texts",
        read_days,
        "30",
        "How long texts are kept, and a person after their last one",
    ),
    Setting(
        "SOLITEXTO_KEEP_ESCALATED_DAYS",
        "keep_escalated",
        read_days,
        "90",
        "The same for a conversation that a human was asked into",
    ),
    Setting(
        "SOLITEXTO_KEEP_POSITION_HOURS",
        "keep_position",
        read_hours,
        "24",
        "How long the exact position that a person shared is kept; then its town",
    ),
    Setting(
        "SOLITEXTO_ERASURES",
        "erasures",
        read_folder,
        "{folder}/var/erasures",
        "The journal of who was forgotten, as keyed hashes: applied again after a restore",
    ),
    Setting(
        "SOLITEXTO_ANSWERS_PER_HOUR",
        "answers_per_hour",
        read_number,
        "30",
        "More than that and one person is told to wait; emergency numbers always come",
    ),
    Setting(
        "SOLITEXTO_ANSWERS_PER_DAY",
        "answers_per_day",
        read_number,
        "100",
        "The same for a day",
    ),
    Setting(
        "SOLITEXTO_SMS_COUNTRIES",
        "sms_countries",
        read_countries,
        "",
        "The countries whose numbers are answered by SMS, like FR, AD, ES; empty: all",
    ),
    Setting(
        "SOLITEXTO_PRICES",
        "prices",
        read_prices,
        "",
        "What a segment of SMS costs by country, and a text on WhatsApp, like"
        " FR=0.08, whatsapp=0.005, *=0.12",
    ),
    Setting(
        "SOLITEXTO_MONEY_PER_DAY",
        "money_per_day",
        read_money,
        "",
        "What answers may cost in a day, in the money of the prices; then only emergency numbers"
        " leave; empty: no limit",
    ),
    Setting(
        "SOLITEXTO_MONEY_PER_COUNTRY",
        "money_per_country",
        read_money,
        "",
        "The same for each country, and for WhatsApp",
    ),
    Setting(
        "SOLITEXTO_TEAM_LANGUAGE",
        "team_language",
        read_language,
        "",
        "The language that the team reads and writes; by default that of the country",
    ),
    Setting(
        "SOLITEXTO_TRANSLATION_FOLDER",
        "translation_folder",
        read_folder,
        "{folder}/var/translation",
        "Where language models are kept",
    ),
    Setting(
        "SOLITEXTO_TRANSLATION_MEMORY_MB",
        "translation_memory_mb",
        read_megabytes,
        "600",
        "How much memory the models may take; those used least recently are dropped",
    ),
    Setting(
        "SOLITEXTO_TRANSLATION_INDEX",
        "translation_index",
        read_index,
        "https://raw.githubusercontent.com/argosopentech/argospm-index/main/index.json",
        "The list of models that `translation install` fetches from",
    ),
    Setting(
        "SOLITEXTO_LIBRETRANSLATE_URL",
        "libretranslate_url",
        read_translation_server,
        "",
        "A LibreTranslate server, used instead of models on this machine",
    ),
    Setting(
        "SOLITEXTO_LIBRETRANSLATE_KEY",
        "libretranslate_key",
        read_token,
        "",
        "The key that the LibreTranslate server wants, if it does",
    ),
    Setting(
        "TWILIO_ACCOUNT_SID",
        "twilio_account_sid",
        read_account,
        "",
        "The Twilio account whose messages are ours",
        made="copy it from the first page of Twilio's console",
    ),
    Setting(
        "TWILIO_AUTH_TOKEN",
        "twilio_auth_tokens",
        read_tokens,
        "",
        "Checks that a request comes from Twilio; while it is being changed, the new one, a comma,"
        " the old one",
        made="copy it from the first page of Twilio's console",
    ),
    Setting(
        "TWILIO_API_URL",
        "twilio_api_url",
        read_api_url,
        "https://api.twilio.com",
        "Where Twilio is called; another address for a stand-in",
    ),
    Setting(
        "TWILIO_CONTENTS",
        "twilio_contents",
        read_contents,
        "",
        "Templates for WhatsApp, made in Twilio's console: `buttons-3=HX…,list-5=HX…,reopen=HX…`",
    ),
    Setting(
        "SOLITEXTO_LOGS",
        "log_shape",
        read_log_shape,
        "lines",
        "How logs are written: `lines` for people, `json` for machines",
    ),
    Setting(
        "SOLITEXTO_SOLIGUIDE_TOKEN",
        "soliguide_token",
        read_token,
        "",
        "Opens Soliguide's interface to `directory import soliguide`; Soliguide gives it",
    ),
    Setting(
        "SOLITEXTO_DATA_INCLUSION_TOKEN",
        "data_inclusion_token",
        read_token,
        "",
        "Opens data.inclusion's interface to `directory import data-inclusion`; it gives it",
    ),
)
