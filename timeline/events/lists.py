"""The word lists of a language, read once from the TOML file beside this module."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from functools import cache, partial
from importlib.resources import files
from typing import Any

from timeline.events.forms import Verb, italian, read_verb, third_italian
from timeline.events.words import Phrase, Setting, Words
from timeline.patterns import Pattern

__all__ = ["words"]

#: Languages with lists of their own; others are read with the English ones.
LANGUAGES = ("en", "it")


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _verbs(listed: str) -> list[Verb]:
    return [read_verb(entry) for entry in listed.split()]


@cache
def words(language: str) -> Words:
    """Return the lists of a language, or the English ones where it has none."""
    name = language if language in LANGUAGES else LANGUAGES[0]
    text = (files("timeline.events") / f"{name}.toml").read_text("utf-8")
    lists = tomllib.loads(text)
    attribution, sentence = lists["attribution"], lists["sentence"]
    names = {field.name for field in dataclasses.fields(Words)}
    listed: dict[str, Any] = {
        key: _set(row)
        for table in ("attribution", "names", "grammar")
        for key, row in lists[table].items()
        if key in names - {*_SAYING, *_COMPILED}
    }
    return Words(
        **listed,
        agreement={
            (form, ending): article
            for ending, row in lists["agreement"].items()
            for form, _, article in (one.partition(":") for one in row.split())
        },
        **_saying(attribution),
        **_kinds(lists["kinds"], finite_bases=attribution["finite_bases"]),
        **_phrases(lists["phrases"], finite_bases=attribution["finite_bases"]),
        leads=_set(sentence["leads"]),
        events=_set(sentence["events"]),
        happened=frozenset(
            form
            for verb in _verbs(sentence["happened"])
            for form in (verb.base, verb.third, verb.past, verb.participle)
        ),
        settings=tuple(
            Setting(one["kind"], _set(one.get("of", "")), _set(one["beside"]), one["is"])
            for one in lists["settings"]
        ),
        patterns={
            key: Pattern(pattern, lists["hints"].get(key, "").split())
            for table in ("status", "sentence", "titles")
            for key, pattern in lists[table].items()
            if key not in ("happened", "events", "leads")
        },
        according=_alternation(attribution["according"]),
        expletive=re.compile(attribution["expletive"]),
    )


#: What the verbs of saying give, and what is an expression: no plain lists.
_SAYING = ("attribution", "doubtful", "weak", "present", "addressed")
_COMPILED = ("according", "expletive")


def _saying(lists: dict[str, Any]) -> dict[str, Any]:
    """Return the forms of the verbs of saying, and which of them are what."""
    by_form: dict[str, str] = {}
    doubtful, addressed = set(_set(lists["nouns"])), set(_set(lists["addressed"]))
    weak: set[str] = set()
    present: set[str] = set()
    for sort in ("weak", "react", "say", "claim"):
        for verb in _verbs(lists[sort]):
            forms = {verb.base, verb.third, verb.past, verb.participle}
            present |= {verb.base, verb.third} - {verb.past}
            if sort == "weak":
                weak |= forms
            by_form.update(dict.fromkeys(forms, "say" if sort == "weak" else sort))
            # In Italian the first form is a finite one.
            doubtful |= set() if lists["finite_bases"] else {verb.base}
            if verb.base in addressed:
                addressed |= forms
    found = (by_form, *map(frozenset, (doubtful, weak, present, addressed)))
    return dict(zip(_SAYING, found, strict=True))


def _kinds(lists: dict[str, str], *, finite_bases: bool) -> dict[str, Any]:
    """Return the kind of each form of a verb and of each noun: that of the first list with it."""
    acts: dict[str, str] = {}
    verbs: dict[str, str] = {}
    bases: dict[str, str] = {}
    nouns: dict[str, str] = {}
    thirds: dict[str, str] = {}
    for kind, listed in lists.items():
        named, _, told = listed.partition("~")
        for noun in named.split():
            nouns.setdefault(noun, kind)
        for verb in _verbs(told):
            for form in (verb.past, verb.participle):
                acts.setdefault(form, kind)
            regular = italian(verb.base) if finite_bases else (verb.third, verb.ing)
            for form in (*regular, verb.past, verb.participle):
                verbs.setdefault(form, kind)
            bases.setdefault(verb.base, kind)
            thirds.setdefault(third_italian(verb.base) if finite_bases else verb.third, kind)
    return {
        "acts": acts,
        "kind_verbs": verbs,
        "kind_thirds": thirds,
        "kind_bases": bases,
        "kind_nouns": nouns,
    }


def _phrases(lists: dict[str, str], *, finite_bases: bool) -> dict[str, Any]:
    """Return what a verb's forms are with the words behind them, the longer first."""
    found: dict[str, list[Phrase]] = {}
    no_kind: dict[str, list[Phrase]] = {}
    for kind, listed in lists.items():
        into = no_kind if kind == "nothing" else found
        for entry in listed.split(","):
            first, *behind = entry.split()
            rest = tuple(None if one == "…" else frozenset(one.split("/")) for one in behind)
            for form in _forms(first, finite_bases=finite_bases):
                into.setdefault(form, []).append(Phrase(rest, kind))
    return {"phrases": _longest_first(found), "no_kind": _longest_first(no_kind)}


def _longest_first(table: dict[str, list[Phrase]]) -> dict[str, tuple[Phrase, ...]]:
    by_length = partial(sorted, key=lambda one: -len(one.rest))
    return {form: tuple(by_length(row)) for form, row in table.items()}


def _forms(entries: str, *, finite_bases: bool) -> frozenset[str]:
    """Return every form of verbs: "bomb/device" are two, Italian participles have four endings."""
    forms: set[str] = set()
    for verb in map(read_verb, entries.split("/")):
        forms |= {verb.base, verb.past, verb.participle}
        if not finite_bases:
            forms |= {verb.third, verb.ing}
            continue
        forms |= {*italian(verb.base), third_italian(verb.base)}
        if verb.participle.endswith("o"):
            forms |= {f"{verb.participle[:-1]}{ending}" for ending in "aie"}
    return frozenset(forms)


def _alternation(phrases: list[str]) -> Pattern:
    ends = (re.escape(phrase) + (r"\b" if phrase[-1].isalpha() else "") for phrase in phrases)
    longest = {max(phrase.split(), key=len) for phrase in phrases}
    return Pattern(rf"\b(?:{'|'.join(ends)})", sorted(longest))
