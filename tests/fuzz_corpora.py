"""Read nasty files of other projects as drops: ``python -m tests.fuzz_corpora DIR …``.

Each file is a drop; so is each case of html5lib's ``.dat`` files and each line of shorter text
files (the big list of naughty strings), as a text, a title and a page. Good ones are checkouts of
kurtmckee/feedparser, html5lib/html5lib-tests, minimaxir/big-list-of-naughty-strings and
yaml/yaml-test-suite; none is in the project. The exit status is 1 when one crashes the reader, or
takes more than a drop may.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.drops_reading import ROME, drop
from timeline.drops import read
from timeline.errors import DropError
from timeline.executors import CrashError, Workers
from timeline.settings import Limits

#: A text of more lines is read as a whole only.
LINES = 2000
SHAPES = ("{}", "---\ntitle: {}\n---\nThe town said so on Monday.", "<html><body><p>{}</p></body>")
LIMITS = ("limits.drop_seconds", "limits.drop_megabytes", "brings down")


def pieces(path: Path) -> Iterator[tuple[str, bytes]]:
    """Give the drops that a file is made into, each with its name."""
    content = path.read_bytes()
    if len(content) > Limits().drop_bytes:
        return
    yield str(path), content
    text = content.decode("utf-8", "replace")
    if path.suffix == ".dat":
        cases = re.findall(r"(?ms)^#data\n(.*?)\n#", text)
    else:
        cases = text.splitlines() if path.suffix == ".txt" and text.count("\n") < LINES else []
    for number, case in enumerate(cases):
        for shape in SHAPES:
            yield f"{path}:{number}", shape.format(case).encode("utf-8", "replace")


def main(folders: list[str]) -> int:
    """Read everything; print how it went."""
    limits = Limits()
    told: Counter[str] = Counter()
    wrong = []
    files = [p for top in folders for p in sorted(Path(top).rglob("*")) if p.is_file()]
    with Workers(limits.drop_seconds, limits.drop_megabytes) as workers:
        for path in files:
            named = list(pieces(path))
            outcomes = workers.map(
                partial(read, zone=ROME), [drop(content, name) for name, content in named]
            )
            for (name, _), outcome in zip(named, outcomes, strict=True):
                refused = isinstance(outcome, DropError)
                told["refused" if refused else "read"] += 1
                if isinstance(outcome, CrashError):
                    wrong.append(f"{name}: {outcome.words}")
                elif refused and any(words in str(outcome) for words in LIMITS):
                    wrong.append(f"{name}: {outcome}")
    sys.stdout.write(
        f"{len(files)} files: {told['read']} drops read, {told['refused']} refused, "
        f"{len(wrong)} crashed or over the limits\n" + "".join(f"  {one}\n" for one in wrong[:20])
    )
    return min(len(wrong), 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
