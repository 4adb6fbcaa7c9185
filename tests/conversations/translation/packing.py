"""Packages of models for tests: the tiny one under other names, and others that are wrong."""

import json
import zipfile
from pathlib import Path

MODEL = Path(__file__).parents[2] / "models" / "translate-fr_en-1_0.argosmodel"
ROOT = "translate-fr_en-1_0"


def make_package(
    file: Path,
    *,
    leaving_out: tuple[str, ...] = (),
    adding: dict[str, bytes] | None = None,
    **metadata: str,
) -> Path:
    """The tiny model as another package: other words about it, files less or more."""
    with zipfile.ZipFile(MODEL) as model, zipfile.ZipFile(file, "w") as package:
        for name in model.namelist():
            short = name.removeprefix(f"{ROOT}/")
            if short in leaving_out:
                continue
            body = model.read(name)
            if short == "metadata.json":
                body = json.dumps(json.loads(body) | metadata).encode()
            if short not in (adding or {}):
                package.writestr(name, body)
        for name, body in (adding or {}).items():
            elsewhere = name.startswith(("/", "..", "__"))
            package.writestr(name if elsewhere else f"{ROOT}/{name}", body)
    return file
