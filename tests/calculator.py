"""Twilio's own counter of segments, where Node and its package are."""

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

SCRIPT = """
const {SegmentedMessage} = require('sms-segments-calculator');
const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));
console.log(JSON.stringify(texts.map(text => {
  const message = new SegmentedMessage(text);
  return [message.encodingName, message.segments.length];
})));
"""


def ask_calculator(texts: Sequence[str]) -> list[list[object]]:
    """Encoding and segments of each; from `node_modules` here or where NODE_PATH says."""
    root = Path(__file__).parents[1]
    paths = [str(root / "node_modules"), os.environ.get("NODE_PATH", "")]
    done = subprocess.run(
        ["node", "-e", SCRIPT],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NODE_PATH": os.pathsep.join(filter(None, paths))},
    )
    if "Cannot find module 'sms-segments-calculator'" in done.stderr:
        pytest.skip("npm package sms-segments-calculator is not installed: npm install it to check")
    assert done.returncode == 0, done.stderr
    answers: list[list[object]] = json.loads(done.stdout)
    return answers
