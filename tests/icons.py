"""Draws the pictures that stand beside the pages: the icon, and what a shared link shows.

Run from the project's folder: ``.venv/bin/python tests/icons.py``. They are PNG because an SVG icon
costs a browser's main thread two milliseconds on every page, and networks show no SVG.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
STATIC = ROOT / "feeds" / "pages" / "static"
sys.path.insert(0, str(ROOT))

from tests.browsers import chromium  # noqa: E402  # found by the line above

INK, SOFT, LINE, PAPER = "#1c1d20", "#5a5d64", "#dbd6cb", "#fcfaf6"
MARK, PLAN = "#9c2f24", "#7a4a00"
#: Top of an event, lengths of its day, title and sentences.
EVENTS = ((78, 130, 430, (620, 520)), (273, 160, 560, (640, 420)), (478, 110, 360, (580,)))


def main() -> None:
    """Write the pictures."""
    icon = (STATIC / "favicon.svg").read_text("utf-8")
    draw(icon, 48, 48, STATIC / "favicon.png")
    draw(preview(), 1200, 630, STATIC / "preview.png")


def draw(svg: str, width: int, height: int, target: Path) -> None:
    """Write *svg* as PNG; what it leaves out is transparent."""
    fitted = svg.replace("<svg ", f'<svg width="{width}" height="{height}" style="display:block" ')
    with chromium() as browser:
        page = browser.new_page(viewport={"width": width, "height": height})
        page.set_content(f"<body style='margin:0'>{fitted}")
        page.screenshot(path=target, omit_background=True)


def preview() -> str:
    """Return a timeline without words: two events that happened, one that is planned."""
    parts = [f'<rect width="1200" height="630" fill="{PAPER}"/>']
    parts += [f'<path d="M300 0V440" stroke="{LINE}" stroke-width="8"/>']
    dashed = f'stroke="{LINE}" stroke-width="8" stroke-dasharray="18 14"'
    parts += [f'<path d="M300 440V630" {dashed}/>']
    for top, day, title, sentences in EVENTS:
        parts += [bar(240 - day, top + 4, day, 18, SOFT), bar(390, top, title, 26, INK)]
        parts += [bar(390, top + 46 + 34 * n, long, 18, LINE) for n, long in enumerate(sentences)]
        planned = top == EVENTS[-1][0]
        parts += [f'<circle cx="300" cy="{top + 32}" r="44" fill="{PAPER}"/>']
        ring = f'fill="none" stroke="{PLAN}" stroke-width="10"' if planned else f'fill="{MARK}"'
        parts += [f'<circle cx="300" cy="{top + 32}" r="{25 if planned else 28}" {ring}/>']
    body = "".join(parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630">{body}</svg>'


def bar(x: int, y: int, width: int, height: int, fill: str) -> str:
    """Return a line of writing."""
    size = f'x="{x}" y="{y}" width="{width}" height="{height}" rx="{height // 2}"'
    return f'<rect {size} fill="{fill}"/>'


if __name__ == "__main__":
    main()
