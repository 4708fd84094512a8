"""Print speed as ratios to a limit or a peer of the same run; write docs/performance.md.

Each part is a module ``bench_<part>.py`` here, with ``main() -> int``. Named ones are run alone,
which writes nothing; those that take long or fill the machine are run by name only.
"""

import os
import platform
import shutil
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
PARTS = (
    "sentences",
    "timex",
    "pipeline",
    "watch",
    "merge",
    "storage",
    "growth",
    "pages",
    "live",
    "serving",
)
BY_NAME = ("cost", "crowd", "memory", "replica")
REPORT = HERE.parent / "docs" / "performance.md"
LIBRARIES = ("fastapi", "uvicorn", "sqlmodel", "selectolax", "trafilatura", "procrastinate")


def main(parts: list[str]) -> int:
    """Run the parts; return 1 where a limit was missed."""
    if unknown := set(parts).difference(PARTS, BY_NAME):
        sys.exit(f"no part {', '.join(sorted(unknown))}: {', '.join((*PARTS, *BY_NAME))}")
    told: dict[str, str] = {}
    failed = 0
    for part in parts or PARTS:
        program = [sys.executable, "-u", HERE / f"bench_{part}.py"]
        with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as running:
            told[part] = ""
            for line in running.stdout or ():
                sys.stdout.write(line)
                sys.stdout.flush()
                told[part] += line
        failed += running.returncode != 0
    if not parts:
        REPORT.write_text(report(told), encoding="utf-8")
    return min(failed, 1)


def report(told: dict[str, str]) -> str:
    """Return the page: on which machine, with which versions, and what every part said."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    peers = f"nginx {_said(nginx, '-v').rpartition('/')[2]}" if nginx else "no nginx"
    machine = f"{_processor()}, {len(os.sched_getaffinity(0))} cores, {platform.system()}"
    about = (
        "Written by `make bench`; run it to have your machine's figures here. What counts are the "
        "ratios: each was measured in one run beside its limit or peer, as the median of several "
        "rounds; times are of the processor, not of the clock, where the line says CPU."
    )
    where = (
        f"{datetime.now(UTC):%d %B %Y} · {machine} · Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}, {peers} · {libraries}"
    )
    heads = ["# Performance", "", about, "", where]
    parts = [
        f"\n## {part.capitalize()}\n\n```\n{said.rstrip()}\n```" for part, said in told.items()
    ]
    return "\n".join((*heads, *parts)) + "\n"


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _said(*command: str) -> str:
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return (done.stdout + done.stderr).strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
