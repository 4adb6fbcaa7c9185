"""Every setting, typed and frozen: read once, refused with a sentence when it is wrong.

`bot/setting_table/` has the whole list.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError

from bot.setting_table import SETTINGS
from conversations.budgets import Budgets
from conversations.retention import Retention
from conversations.sealing import Keyring
from directory.holiday_calendars import calendar_at
from directory.opening_hours import OpeningHours


class SettingsError(Exception):
    """A setting is missing or wrong; each line names one and says what to do."""


@dataclass(frozen=True)
class Settings:
    """What this installation is told from outside. Nothing secret shows in a print."""

    database_url: str = field(repr=False)  # with its password
    redis_url: str = field(repr=False)
    spool: Path
    public_url: str
    country: str
    timezone: ZoneInfo
    team_hours: str
    mail_from: str
    alarm_after: timedelta
    keep_texts: timedelta
    keep_escalated: timedelta
    keep_position: timedelta
    erasures: Path
    answers_per_hour: int
    answers_per_day: int
    sms_countries: frozenset[str]
    prices: Mapping[str, int]
    money_per_day: int | None
    money_per_country: int | None
    log_shape: str
    team_language: str
    translation_folder: Path
    translation_memory_mb: int
    translation_index: str
    libretranslate_url: str
    twilio_account_sid: str
    twilio_api_url: str
    twilio_contents: tuple[tuple[str, str], ...]
    smtp_url: str = field(repr=False)  # with its password
    secret_key: str = field(repr=False)
    data_keys: tuple[bytes, ...] = field(repr=False)
    lookup_keys: tuple[bytes, ...] = field(repr=False)
    twilio_auth_tokens: tuple[str, ...] = field(repr=False)
    soliguide_token: str = field(repr=False)
    data_inclusion_token: str = field(repr=False)
    libretranslate_key: str = field(repr=False)

    def keyring(self) -> Keyring:
        """The keys that seal what people wrote; raises SettingsError when they are unset."""
        refuse_without(self, "SOLITEXTO_DATA_KEYS", "SOLITEXTO_LOOKUP_KEY")
        return Keyring(self.data_keys, *self.lookup_keys)

    def schedule_of_team(self) -> OpeningHours | None:
        """When the team is there, on the holidays of the country; None when it has not said."""
        if not self.team_hours:
            return None
        return OpeningHours.parse(self.team_hours, self.timezone.key, calendar_at(self.country))

    def language_of_team(self) -> str:
        """The one that was set, else the one most spoken in the country."""
        try:
            return self.team_language or Locale.parse(f"und_{self.country}").language
        except (UnknownLocaleError, ValueError):
            return "en"

    def budgets(self) -> Budgets:
        """The limits against floods; raises SettingsError when money has no prices."""
        if (self.money_per_day or self.money_per_country) and not self.prices:
            message = "SOLITEXTO_PRICES is not set; without prices no money can be counted."
            raise SettingsError(message)
        return Budgets(
            self.answers_per_hour,
            self.answers_per_day,
            self.sms_countries,
            self.prices,
            self.money_per_day,
            self.money_per_country,
        )

    def retention(self) -> Retention:
        """How long what people wrote is kept."""
        return Retention(self.keep_texts, self.keep_escalated, self.keep_position)


def read_settings(environment: Mapping[str, str], folder: Path) -> Settings:
    """The settings of the environment, completed by `.env` of the folder, then by defaults.

    Raises SettingsError with one line for each that is wrong.
    """
    given = {**read_lines(folder / ".env"), **environment}
    here = folder.resolve()
    values: dict[str, Any] = {}
    faults = []
    for setting in SETTINGS:
        text = given.get(setting.variable, "").strip() or setting.default.format(folder=here)
        try:
            values[setting.name] = setting.read(text)
        except ValueError as error:
            faults.append(f"{setting.variable} {error}.")
    if faults:
        raise SettingsError("\n".join(faults))
    return Settings(**values)


def refuse_without(settings: Settings, *variables: str) -> None:
    """Raise SettingsError when one of these variables is unset, and say how to make it."""
    missing = [
        f"{setting.variable} is not set; {setting.made}."
        for setting in SETTINGS
        if setting.variable in variables and not getattr(settings, setting.name)
    ]
    if missing:
        raise SettingsError("\n".join(missing))


def refuse_unready(settings: Settings) -> None:
    """Raise SettingsError unless real people can be served: `serve` and `worker` begin here."""
    refuse_without(settings, *(setting.variable for setting in SETTINGS if setting.made))


def read_lines(path: Path) -> dict[str, str]:
    """The `NAME=value` lines of a file; {} when there is none. Blank lines and # are passed."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path} cannot be read; make it a text file in UTF-8 that you may read."
        raise SettingsError(message) from error
    pairs = (_read_line(path, number, line) for number, line in enumerate(lines, 1))
    return dict(pair for pair in pairs if pair)


def _read_line(path: Path, number: int, line: str) -> tuple[str, str] | None:
    line = line.strip().removeprefix("export ")
    if not line or line.startswith("#"):
        return None
    name, equals, value = line.partition("=")
    if not equals or not name.strip().isidentifier():
        message = f"{path}, line {number}: write NAME=value, or begin the line with #."
        raise SettingsError(message)
    return name.strip(), _unquoted(value.strip())


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value
