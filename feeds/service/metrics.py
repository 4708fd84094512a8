"""What the process did, for Prometheus."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Family:
    """A metric: its name without the prefix, what it says, and its samples."""

    name: str
    words: str
    #: What follows the name, as ``{state="taken"}`` or ``_sum{stage="read"}`` -> value.
    samples: Mapping[str, float]
    kind: str = "gauge"


def single(name: str, words: str, value: float, kind: str = "gauge") -> Family:
    """Return a metric of one sample."""
    return Family(name, words, {"": value}, kind)


def labelled(
    name: str, words: str, label: str, values: Mapping[str, float], kind: str = "gauge"
) -> Family:
    """Return a metric of a sample for each value of *label*."""
    samples = {f'{{{label}="{key}"}}': value for key, value in values.items()}
    return Family(name, words, samples, kind)


def render(families: Iterable[Family]) -> bytes:
    """Return the text exposition."""
    lines: list[str] = []
    for family in families:
        lines += [
            f"# HELP timeline_{family.name} {family.words}",
            f"# TYPE timeline_{family.name} {family.kind}",
            *(f"timeline_{family.name}{end} {value:.15g}" for end, value in family.samples.items()),
        ]
    return "\n".join(lines).encode() + b"\n"
