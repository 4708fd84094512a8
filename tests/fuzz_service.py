"""Ask the service what its OpenAPI document allows, and what not: part of ``make fuzz``.

schemathesis (``pip install schemathesis``, no part of the locked requirements; another place's can
be named by ``SCHEMATHESIS``) makes the requests, of every address and method but the streams, which
never end. Uploads are on and have the token. Any answer of 500 or more fails, but for the 501 that
oEmbed's standard asks for where a host wants another format; only ``/oembed`` may give it.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parent.parent
SCHEMATHESIS = os.environ.get("SCHEMATHESIS") or shutil.which(
    "schemathesis", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
)
#: Of each address and method.
EXAMPLES = os.environ.get("FUZZ_EXAMPLES", "40")
TOKEN = "only-for-this-one-run"
SETTINGS = """
[limits]
uploads = 1000000
[schedule]
every = 3600
"""
CHECKS = """
[[operations]]
include-path = "/oembed"
[operations.checks.not_a_server_error]
expected-statuses = ["2xx", "3xx", "4xx", 501]
"""


def main() -> int:
    """Serve the samples, let schemathesis ask, return its status."""
    if SCHEMATHESIS is None:
        sys.stdout.write("service: schemathesis is not installed; left out\n")
        return 0
    with tempfile.TemporaryDirectory() as top:
        for name in ("config", "seeds"):
            shutil.copytree(ROOT / name, Path(top, name))
        Path(top, "config", "timeline.toml").write_text(SETTINGS)
        Path(top, "schemathesis.toml").write_text(CHECKS)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            address = f"http://127.0.0.1:{probe.getsockname()[1]}"
        program = [sys.executable, "-m", "timeline", "serve", "--port", address.rpartition(":")[2]]
        environment = os.environ | {"TIMELINE_TOKEN": TOKEN, "PYTHONPATH": str(ROOT)}
        with Path(top, "log").open("wb") as log:
            serving = subprocess.Popen(program, cwd=top, env=environment, stdout=log, stderr=log)
            try:
                paths = _paths(address)
                asked = subprocess.run(_asking(address), cwd=top, check=False).returncode
            finally:
                serving.send_signal(signal.SIGTERM)
                serving.wait(60)
        told = Path(top, "log").read_text(errors="replace")
        crashed = "Traceback" in told
        if crashed:
            sys.stdout.write(told[told.index("Traceback") :][:3000] + "\n")
        drops = len(list(Path(top, "seeds").iterdir()))
    sys.stdout.write(f"{len(paths)} addresses asked; {drops} drops lie in the folder after it\n")
    return int(bool(asked) or crashed or serving.returncode != 0)


def _paths(address: str) -> list[str]:
    """Wait for the service, return the paths of its OpenAPI document."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{address}/openapi.json", timeout=5) as answer:
                return list(json.load(answer)["paths"])
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(address)


def _asking(address: str) -> list[str]:
    return [
        str(SCHEMATHESIS),
        *("--config-file", "schemathesis.toml", "run", f"{address}/openapi.json"),
        *("--checks", "not_a_server_error", "--max-examples", EXAMPLES, "--continue-on-failure"),
        *("--exclude-path-regex", "/stream$", "--request-timeout", "30", "--no-color"),
        *("--header", f"Authorization: Bearer {TOKEN}"),
    ]


if __name__ == "__main__":
    sys.exit(main())
