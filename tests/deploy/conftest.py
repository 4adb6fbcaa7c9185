"""What one script installs on a bare machine, once for all tests that look at it."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "deploy" / "install.sh"


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """`solitexto` as the script installs it, away from the clone; None but with CI=true."""
    if os.environ.get("CI") != "true":
        return None
    folder = tmp_path_factory.mktemp("machine") / "solitexto"
    subprocess.run(["sh", SCRIPT, folder], check=True, cwd="/", capture_output=True)
    return folder / "bin" / "solitexto"
