"""Where the team is, when it answers, and how it is told that someone waits."""

from bot.setting_table.setting import Setting
from bot.setting_values import (
    read_country,
    read_mail_address,
    read_mail_server,
    read_minutes,
    read_opening_hours,
    read_timezone,
)

TEAM = (
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
)
