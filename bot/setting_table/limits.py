"""How long things are kept, how much is answered, and what it may cost."""

from bot.setting_table.setting import Setting
from bot.setting_values import (
    read_countries,
    read_days,
    read_folder,
    read_hours,
    read_money,
    read_number,
    read_prices,
)

LIMITS = (
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
)
