"""What the process did, for Prometheus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def render(
    statuses: Counter[int],
    gauges: Mapping[str, tuple[str, float]],
    revisions: Mapping[str, int],
    drops: Mapping[str, int],
) -> bytes:
    """Return the text exposition: *gauges* by name, and the others by status, story and state."""
    lines = [
        "# HELP timeline_answers_total Answers sent, by status.",
        "# TYPE timeline_answers_total counter",
        *(
            f'timeline_answers_total{{status="{status}"}} {number}'
            for status, number in sorted(statuses.items())
        ),
        "# HELP timeline_revision Revision of a story.",
        "# TYPE timeline_revision gauge",
        *(f'timeline_revision{{story="{slug}"}} {number}' for slug, number in revisions.items()),
        "# HELP timeline_drops Drops, by what became of them.",
        "# TYPE timeline_drops gauge",
        *(f'timeline_drops{{state="{state}"}} {number}' for state, number in drops.items()),
    ]
    for name, (words, value) in gauges.items():
        kind = "counter" if name.endswith("_total") else "gauge"
        lines += [
            f"# HELP timeline_{name} {words}",
            f"# TYPE timeline_{name} {kind}",
            f"timeline_{name} {value:.15g}",
        ]
    return "\n".join(lines).encode() + b"\n"
