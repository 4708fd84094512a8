"""Calls the judges of ``judges.mjs``; a test that needs one is skipped where they are missing."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"

needs_node = pytest.mark.skipif(
    shutil.which("node") is None or not MODULES.is_dir(),
    reason="needs node and `npm ci` in tests/",
)


def judge(name, value):
    """Return what the judge *name* makes of *value*."""
    done = subprocess.run(
        ["node", str(HERE / "judges.mjs"), name],
        input=json.dumps(value),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
