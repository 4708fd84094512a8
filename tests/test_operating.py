"""The files for operators beside docs/operating.md, as far as they can be judged unrun."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from timeline.commands.options import SHORTEST_TOKEN

ROOT = Path(__file__).parent.parent
UNITS = sorted((ROOT / "docs" / "systemd").iterdir())


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd")
def test_systemd_has_no_complaint(tmp_path):
    program = tmp_path / "timeline"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for unit in UNITS:
        text = unit.read_text().replace("/srv/timeline/.venv/bin/timeline", str(program))
        (tmp_path / unit.name).write_text(text)
    command = ["systemd-analyze", "verify", "--man=no", *(tmp_path / one.name for one in UNITS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not [line for line in done.stderr.splitlines() if "/timeline-" in line], done.stderr


def test_the_container_is_made_of_what_is_there():
    text = (ROOT / "docs" / "Containerfile").read_text()
    lines = re.findall(r"^COPY (.+) \S+$", text, re.MULTILINE)
    copied = [name for line in lines for name in line.split()]
    assert copied
    assert all((ROOT / name).exists() for name in copied)


def test_every_unit_is_told_in_the_documentation():
    told = (ROOT / "docs" / "operating.md").read_text()
    for unit in UNITS:
        assert f"(systemd/{unit.name})" in told
    assert f"({SHORTEST_TOKEN} characters at least" in told
