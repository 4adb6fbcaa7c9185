"""Keys for one machine: made once in `var/keys` for the command line and the demo."""

import os
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from secrets import token_bytes
from stat import S_IMODE

from bot.settings import Settings, SettingsError, read_lines, read_settings

MADE_HERE = ("SOLITEXTO_SECRET_KEY", "SOLITEXTO_DATA_KEYS", "SOLITEXTO_LOOKUP_KEY")
OTHERS = 0o077


def read_local_settings(environment: Mapping[str, str], folder: Path) -> Settings:
    """The settings, with the keys of `var/keys` where they are unset; made there if need be.

    Raises SettingsError when the file is wrong, cannot be made, or can be read by others.
    """
    given = {**read_lines(folder / ".env"), **environment}
    unset = [name for name in MADE_HERE if not given.get(name, "").strip()]
    if not unset:
        return read_settings(environment, folder)
    kept = _keys_of(folder / "var" / "keys")
    return read_settings({**environment, **{name: kept[name] for name in unset}}, folder)


def _keys_of(path: Path) -> dict[str, str]:
    if not path.exists():
        _make(path)
    if S_IMODE(path.stat().st_mode) & OTHERS:
        message = f"{path} can be read by others; run: chmod 600 {path}"
        raise SettingsError(message)
    kept = read_lines(path)
    if missing := [name for name in MADE_HERE if not kept.get(name)]:
        message = (
            f"{path} lacks {' and '.join(missing)}; put the line back from a copy. Texts already"
            " kept cannot be read without their keys."
        )
        raise SettingsError(message)
    return kept


def _make(path: Path) -> None:
    """Write new keys beside the file, then link them into place: of two makers one wins."""
    draft = path.with_name(f"keys.{os.getpid()}")
    lines = [f"{name}={b64encode(token_bytes(32)).decode()}\n" for name in MADE_HERE]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.writelines(lines)
        _link(draft, path)
    except OSError as error:
        message = f"{path} cannot be made ({error.strerror}); make its folder writable."
        raise SettingsError(message) from error


def _link(draft: Path, path: Path) -> None:
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass  # another process has just made them: its keys are the keys
    finally:
        draft.unlink()
