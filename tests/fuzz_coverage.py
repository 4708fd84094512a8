"""Let coverage lead the fuzzer into the parsers: part of ``make fuzz`` where atheris is installed.

atheris (``pip install atheris``; Linux, no part of the locked requirements) instruments
``timeline.drops``, mutates the cases below tests/drops/, and keeps what reaches new branches. An
exception other than DropError, or an input that takes longer than ``SECONDS``, ends the run with
the input in a file and the exit status not 0.
"""

import os
import sys
import tempfile
from pathlib import Path

INPUTS = int(os.environ.get("FUZZ", "20000"))
#: Of the clock, for one input, whatever else the machine does: only what hangs takes so long.
SECONDS = 200
CASES = Path(__file__).parent / "drops"


def main() -> int:
    """Run the fuzzer in a process of its own, which it ends as it likes; return its status."""
    try:
        import atheris
    except ModuleNotFoundError:
        sys.stdout.write("coverage: atheris is not installed; left out\n")
        return 0
    with atheris.instrument_imports(include=["timeline.drops"]):
        from timeline.drops import read

    from tests.drops_reading import ROME, drop
    from timeline.errors import DropError

    def one(content: bytes) -> None:
        try:
            articles = read(drop(content), zone=ROME)
        except DropError:
            return
        assert all(article.headline and article.paragraphs for article in articles)

    with tempfile.TemporaryDirectory() as folder:
        for path in CASES.glob("*/*"):
            if not path.name.endswith(".expected.json"):
                (Path(folder) / f"{path.parent.name}-{path.name}").write_bytes(path.read_bytes())
        options = [f"-runs={INPUTS}", f"-timeout={SECONDS}", "-rss_limit_mb=1500", "-max_len=8000"]
        atheris.Setup([sys.argv[0], folder, *options, "-print_final_stats=1"], one)
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
