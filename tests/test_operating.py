"""The files for operators beside docs/operating.md, as far as they can be judged unrun."""

import ast
import json
import re
import shutil
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from typer.testing import CliRunner

from tests import bench
from timeline import __main__ as command_line
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


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1)])
def test_the_health_check_follows_readiness(status, code):
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status if self.path == "/readyz" else 404)
            self.end_headers()

    text = (ROOT / "docs" / "Containerfile").read_text()
    (said,) = re.findall(r"^HEALTHCHECK CMD (.+)$", text, re.MULTILINE)
    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        command = json.loads(said.replace(":8000/", f":{server.server_port}/"))
        done = subprocess.run([sys.executable, *command[1:]], capture_output=True, check=False)
        server.shutdown()
    assert done.returncode == code


def test_units_and_container_call_commands_that_are_there():
    texts = [unit.read_text() for unit in UNITS]
    called = re.findall(r"^Exec\w+=.*?/timeline (\w[^'\n]*)", "\n".join(texts), re.MULTILINE)
    container = (ROOT / "docs" / "Containerfile").read_text()
    called += [
        " ".join(json.loads(one)) for one in re.findall(r"^CMD (.+)$", container, re.MULTILINE)
    ]
    assert len(called) == 5
    for command, *options in map(str.split, called):
        told = CliRunner().invoke(command_line.app, [command, "--help"], terminal_width=200)
        assert told.exit_code == 0, command
        for option in options:
            assert not option.startswith("--") or option in told.stdout, (command, option)


def test_every_unit_is_told_in_the_documentation():
    told = (ROOT / "docs" / "operating.md").read_text()
    for unit in UNITS:
        assert f"(systemd/{unit.name})" in told
    assert f"({SHORTEST_TOKEN} characters at least" in told


def test_every_measurement_runs_by_its_name():
    for part in (*bench.PARTS, *bench.BY_NAME):
        program = ast.parse((ROOT / "tests" / f"bench_{part}.py").read_text())
        (main,) = (
            one for one in program.body if isinstance(one, ast.FunctionDef) and one.name == "main"
        )
        assert len(main.args.args) == len(main.args.defaults), part
    named = {f"bench_{part}" for part in (*bench.PARTS, *bench.BY_NAME)}
    assert {path.stem for path in (ROOT / "tests").glob("bench_*.py")} == named
    with pytest.raises(SystemExit, match="no part speed: sentences, timex"):
        bench.main(["speed"])
