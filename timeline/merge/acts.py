"""What is done in a sentence: classes of words that reports use for one act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cache, lru_cache

from timeline.merge import stems
from timeline.merge.words import tokens

#: The act of which a statement is the report.
ANNOUNCE = "announce"


@lru_cache(maxsize=1_024)
def acts(text: str, code: str = "en") -> frozenset[str]:
    """Return the acts that a text tells, each by the first word of its line in ``acts.txt``."""
    single, double = _classes()
    of = stems.stem if stems.language(code) is None else stems.meaning
    said = {of(word, code) for word in tokens(text) if word[0].islower()}
    found = {act for word in said for act in single.get(word, ())}
    pairs = {pair for word in said for pair in double.get(word, ())}
    return frozenset(found | {act for other, act in pairs if other in said})


def any_act(words: Collection[str]) -> bool:
    """Tell whether one of some stems is an act by itself."""
    return not _classes()[0].keys().isdisjoint(words)


@cache
def _classes() -> tuple[Mapping[str, set[str]], Mapping[str, set[tuple[str, str]]]]:
    """Return stem -> its acts, and stem -> the stems beside it with what both are."""
    single: defaultdict[str, set[str]] = defaultdict(set)
    double: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for line in stems.lines("acts.txt"):
        act, *_ = forms = line.split()
        for form in forms:
            one, _, other = form.partition("+")
            if other:
                double[stems.stem(one)].add((stems.stem(other), act))
            else:
                single[stems.stem(one)].add(act)
    return dict(single), dict(double)
