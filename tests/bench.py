"""Print speed as ratios to a limit or a peer, measured in the same run.

Each part is a module ``bench_<part>.py`` here, with ``main() -> int``.
"""

import importlib
import sys
from pathlib import Path

PARTS = ("timex", "pipeline", "merge", "pages")


def main() -> int:
    sys.path.insert(0, str(Path(__file__).parent))
    return max(importlib.import_module(f"bench_{part}").main() or 0 for part in PARTS)


if __name__ == "__main__":
    sys.exit(main())
