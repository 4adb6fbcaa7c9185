"""The services of others that are called, and who reads the logs."""

from bot.setting_table.setting import Setting
from bot.setting_values import (
    read_account,
    read_api_url,
    read_contents,
    read_log_shape,
    read_token,
    read_tokens,
)

FROM_TWILIO = "copy it from the first page of Twilio's console"

OUTSIDE = (
    Setting(
        "TWILIO_ACCOUNT_SID",
        "twilio_account_sid",
        read_account,
        "",
        "The Twilio account whose messages are ours",
        made=FROM_TWILIO,
    ),
    Setting(
        "TWILIO_AUTH_TOKEN",
        "twilio_auth_tokens",
        read_tokens,
        "",
        "Checks that a request comes from Twilio; while it is being changed, the new one, a comma,"
        " the old one",
        made=FROM_TWILIO,
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
