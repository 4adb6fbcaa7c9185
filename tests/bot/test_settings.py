"""Settings are read once and refused with a sentence; keys are made only where they may be."""

from stat import S_IMODE
from zoneinfo import ZoneInfo

import pytest

from bot.local_keys import read_local_settings
from bot.setting_table import SETTINGS
from bot.settings import SettingsError, read_settings, refuse_unready
from tests.twilio_calls import ENVIRONMENT, KEY, TOKEN, make_settings


def test_with_nothing_set_the_defaults_of_the_contract_hold(tmp_path):
    found = read_settings({}, tmp_path)
    assert found.database_url == f"sqlite:///{tmp_path}/var/solitexto.sqlite3"
    assert (found.country, found.timezone) == ("FR", ZoneInfo("Europe/Paris"))
    assert (found.redis_url, found.twilio_api_url) == ("", "https://api.twilio.com")


def test_reading_settings_makes_no_file(tmp_path):
    read_settings({}, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("variable", "text", "advice"),
    [
        ("SOLITEXTO_DATABASE_URL", "mysql://host/name", "use sqlite or postgresql"),
        ("SOLITEXTO_DATABASE_URL", "what?", "write sqlite:///"),
        ("SOLITEXTO_REDIS_URL", "localhost:6379", "write redis://"),
        ("SOLITEXTO_PUBLIC_URL", "texts.example.org", "write one like https://"),
        ("SOLITEXTO_PUBLIC_URL", "https://a.example/?x=1", "write one like https://"),
        ("SOLITEXTO_PUBLIC_URL", "https://a.example:port", "write one like https://"),
        ("SOLITEXTO_PUBLIC_URL", "https://[", "write one like https://"),
        ("SOLITEXTO_PUBLIC_URL", "https://a_b.example", "rename it"),
        ("SOLITEXTO_SECRET_KEY", "secret", "32 random characters"),
        ("SOLITEXTO_DATA_KEYS", "secret", "head -c 32"),
        ("SOLITEXTO_DATA_KEYS", f"{KEY},c2hvcnQ=", "head -c 32"),
        ("SOLITEXTO_LOOKUP_KEY", "é", "head -c 32"),
        ("SOLITEXTO_COUNTRY", "France", "two letters"),
        ("SOLITEXTO_TIMEZONE", "Paris", "Europe/Paris"),
        ("SOLITEXTO_TIMEZONE", "../etc", "Europe/Paris"),
        ("SOLITEXTO_TEAM_LANGUAGE", "French", "code of a language"),
        ("SOLITEXTO_TRANSLATION_MEMORY_MB", "50", "megabytes from 200"),
        ("SOLITEXTO_TRANSLATION_MEMORY_MB", "much", "megabytes from 200"),
        ("SOLITEXTO_TRANSLATION_INDEX", "index.json", "write one like https://"),
        ("SOLITEXTO_LIBRETRANSLATE_URL", "http://translate.example.org", "write https://"),
        ("SOLITEXTO_LIBRETRANSLATE_URL", "http://93.184.216.34", "write https://"),
        ("TWILIO_ACCOUNT_SID", "AC12", "34 characters"),
        ("TWILIO_AUTH_TOKEN", "a token", "copy the token again"),
        ("TWILIO_API_URL", "api.twilio.com", "https://api.twilio.com"),
    ],
)
def test_a_wrong_setting_is_named_with_what_to_do(tmp_path, variable, text, advice):
    with pytest.raises(SettingsError) as refused:
        read_settings({variable: text}, tmp_path)
    assert str(refused.value).startswith(variable)
    assert advice in str(refused.value)


@pytest.mark.parametrize(
    "address",
    ["https://translate.example.org", "http://127.0.0.1:5000", "http://10.0.0.5:5000",
     "http://translator:5000", "http://translator.lan"],
)  # fmt: skip
def test_translation_server_of_ones_own_network_needs_no_certificate(tmp_path, address):
    found = read_settings({"SOLITEXTO_LIBRETRANSLATE_URL": address}, tmp_path)
    assert found.libretranslate_url == address


@pytest.mark.parametrize(
    ("told", "language"),
    [({}, "fr"), ({"SOLITEXTO_COUNTRY": "ES"}, "es"), ({"SOLITEXTO_COUNTRY": "AD"}, "ca"),
     ({"SOLITEXTO_COUNTRY": "ZZ"}, "en"), ({"SOLITEXTO_TEAM_LANGUAGE": "EN"}, "en")],
    ids=["nothing", "Spain", "Andorra", "no such country", "set"],
)  # fmt: skip
def test_team_speaks_the_language_of_the_country_unless_told(tmp_path, told, language):
    assert read_settings(told, tmp_path).language_of_team() == language


def test_every_wrong_setting_has_its_line(tmp_path):
    with pytest.raises(SettingsError) as refused:
        read_settings({"SOLITEXTO_COUNTRY": "1", "SOLITEXTO_TIMEZONE": "x"}, tmp_path)
    assert len(str(refused.value).splitlines()) == 2


@pytest.mark.parametrize("secret", ["SOLITEXTO_SECRET_KEY", "SOLITEXTO_DATA_KEYS"])
def test_a_refusal_does_not_show_the_secret(tmp_path, secret):
    with pytest.raises(SettingsError) as refused:
        read_settings({secret: "canari"}, tmp_path)
    assert "canari" not in str(refused.value)


def test_an_address_loses_its_last_slash(tmp_path):
    found = read_settings({"SOLITEXTO_PUBLIC_URL": "https://a.example/texts/"}, tmp_path)
    assert found.public_url == "https://a.example/texts"


def test_postgresql_is_reached_by_our_driver(tmp_path):
    found = read_settings({"SOLITEXTO_DATABASE_URL": "postgresql://me:pass@host/name"}, tmp_path)
    assert found.database_url == "postgresql+psycopg://me:pass@host/name"


def test_the_first_key_is_the_first(tmp_path):
    other = "b" * 43 + "="
    found = read_settings({"SOLITEXTO_DATA_KEYS": f"{KEY}, {other}"}, tmp_path)
    assert found.data_keys[0] == b"d" * 32
    assert len(found.data_keys) == 2


def test_an_empty_variable_is_unset(tmp_path):
    assert read_settings({"SOLITEXTO_COUNTRY": " "}, tmp_path).country == "FR"


def test_the_file_of_development_is_read(tmp_path):
    (tmp_path / ".env").write_text("# ours\n\nexport SOLITEXTO_COUNTRY='AD'\n")
    assert read_settings({}, tmp_path).country == "AD"


def test_the_environment_comes_before_the_file(tmp_path):
    (tmp_path / ".env").write_text("SOLITEXTO_COUNTRY=AD\n")
    assert read_settings({"SOLITEXTO_COUNTRY": "ES"}, tmp_path).country == "ES"


@pytest.mark.parametrize("line", ["SOLITEXTO_COUNTRY", "=x", "a b=c"])
def test_a_broken_line_of_the_file_is_named(tmp_path, line):
    (tmp_path / ".env").write_text(f"A=1\n{line}\n")
    with pytest.raises(SettingsError, match="line 2: write NAME=value"):
        read_settings({}, tmp_path)


def test_a_file_that_is_not_text_is_refused_with_a_sentence(tmp_path):
    (tmp_path / ".env").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="UTF-8"):
        read_settings({}, tmp_path)


NEEDED = [setting.variable for setting in SETTINGS if setting.made]


def test_real_people_can_be_served_when_all_is_set(tmp_path):
    refuse_unready(read_settings(ENVIRONMENT, tmp_path))


@pytest.mark.parametrize("variable", NEEDED)
def test_serving_is_refused_without(tmp_path, variable):
    with pytest.raises(SettingsError, match=f"^{variable} is not set; "):
        refuse_unready(read_settings({**ENVIRONMENT, variable: ""}, tmp_path))


def test_serving_does_not_take_the_keys_of_the_command_line(tmp_path):
    read_local_settings({}, tmp_path)
    with pytest.raises(SettingsError, match="SOLITEXTO_DATA_KEYS is not set"):
        refuse_unready(read_settings({}, tmp_path))


def test_keys_are_asked_for_when_they_are_used(tmp_path):
    with pytest.raises(SettingsError, match="SOLITEXTO_LOOKUP_KEY is not set; make one with"):
        read_settings({}, tmp_path).keyring()


def test_the_command_line_makes_keys_for_its_owner_only(tmp_path):
    read_local_settings({}, tmp_path)
    assert S_IMODE((tmp_path / "var" / "keys").stat().st_mode) == 0o600


def test_keys_are_made_once(tmp_path):
    assert read_local_settings({}, tmp_path) == read_local_settings({}, tmp_path)


def test_nothing_is_left_beside_the_keys(tmp_path):
    read_local_settings({}, tmp_path)
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["keys"]


def test_a_key_that_is_set_is_used(tmp_path):
    found = read_local_settings({"SOLITEXTO_DATA_KEYS": KEY}, tmp_path)
    assert found.data_keys == (b"d" * 32,)


def test_no_keys_are_made_when_all_are_set(tmp_path):
    read_local_settings(ENVIRONMENT, tmp_path)
    assert not (tmp_path / "var").exists()


def test_keys_that_others_can_read_are_refused(tmp_path):
    read_local_settings({}, tmp_path)
    (tmp_path / "var" / "keys").chmod(0o644)
    with pytest.raises(SettingsError, match="chmod 600"):
        read_local_settings({}, tmp_path)


def test_a_lost_line_of_the_keys_is_never_made_again(tmp_path):
    read_local_settings({}, tmp_path)
    path = tmp_path / "var" / "keys"
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:1]))
    with pytest.raises(SettingsError, match="put the line back"):
        read_local_settings({}, tmp_path)


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "var").write_text("a file in the way")
    with pytest.raises(SettingsError, match="cannot be made"):
        read_local_settings({}, tmp_path)


def test_no_secret_shows_in_a_print():
    settings = make_settings(SOLITEXTO_DATABASE_URL="postgresql://me:canari@localhost/texts")
    secrets = ("canari", KEY, str(settings.lookup_keys), settings.secret_key, TOKEN)
    assert [secret for secret in secrets if secret in repr(settings)] == []


def test_money_without_prices_is_refused():
    with pytest.raises(SettingsError, match="SOLITEXTO_PRICES"):
        make_settings(SOLITEXTO_MONEY_PER_DAY="40").budgets()


def test_prices_are_read_in_millionths():
    settings = make_settings(SOLITEXTO_PRICES="fr=0.08, whatsapp=0.005,*=1")
    assert settings.budgets().prices == {"FR": 80_000, "whatsapp": 5_000, "*": 1_000_000}


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("SOLITEXTO_PRICES", "0.08"),
        ("SOLITEXTO_PRICES", "FR=cheap"),
        ("SOLITEXTO_MONEY_PER_DAY", "12,50"),
        ("SOLITEXTO_ANSWERS_PER_HOUR", "0"),
        ("SOLITEXTO_SMS_COUNTRIES", "France"),
        ("SOLITEXTO_KEEP_TEXTS_DAYS", "-1"),
    ],
)
def test_a_wrong_limit_is_named(variable, text):
    with pytest.raises(SettingsError, match=variable):
        make_settings(**{variable: text})
