"""Print extraction scores beside their pinned floors; the exit status is 1 where one fell below.

Each part is a module ``quality_<part>.py`` here, with ``main() -> int`` and
its floors in ``tests/quality/<part>.toml``.
"""

import importlib
import sys
from pathlib import Path

PARTS = ("timex", "events", "gold", "merge", "pages")


def main() -> int:
    sys.path.insert(0, str(Path(__file__).parent))
    return max(importlib.import_module(f"quality_{part}").main() or 0 for part in PARTS)


if __name__ == "__main__":
    sys.exit(main())
