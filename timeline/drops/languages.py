"""In which language an article is read: the one it says, else the one its words are of."""

from __future__ import annotations

import re

from timeline.drops.draft import Draft

#: Languages that articles are read in, by their names.
NAMES = {"en": "English", "it": "Italian"}
#: Begins a note on an article of which that is in doubt.
DOUBT = "language in doubt"

#: Function words that news of one language uses and the other never does.
_WORDS = {
    "en": {
        "the", "of", "and", "to", "that", "for", "with", "was", "said", "is", "on", "by", "from",
        "his", "has", "it", "they", "will", "be", "are", "were",
    },
    "it": {
        "il", "di", "che", "la", "per", "una", "un", "del", "della", "non", "gli", "è", "sono",
        "nel", "alla", "le", "dei", "si", "ha", "con", "dal", "al", "delle", "più",
    },
}  # fmt: skip
#: The same of German, Spanish, French, Dutch, Portuguese and Romanian.
_OTHERS = {
    "der", "die", "das", "und", "mit", "den", "dem", "ist", "auf", "für", "von", "im", "nicht",
    "el", "los", "las", "y", "en", "que", "por", "su", "lo", "se", "fue", "para",
    "les", "des", "et", "est", "dans", "sur", "au", "aux", "pour", "qui", "ne", "pas", "du",
    "de", "het", "een", "van", "zijn", "werd", "voor",
    "os", "na", "no", "em", "um", "uma", "não", "da", "dos",
    "și", "din", "în", "este", "pe", "o", "va", "cu",
}  # fmt: skip
#: Fewer words tell no language.
_ENOUGH = 20
#: One that is not the article's has so many times as few of its words. Of 366 articles in English
#: and Italian (TimeBank, AQUAINT, WikiWars, MEANTIME, our own) the other had a fourth of none.
_TIMES = 4


def language(draft: Draft) -> str:
    """Return the language of a draft, and note there when its words are of another."""
    said = re.match(r"([A-Za-z]{2,3})(?:[-_]|$)", draft.language or "")
    text = " ".join([draft.title or "", *(block.text for block in draft.blocks[:40])])[:20_000]
    words = re.findall(r"[^\W\d_]+", text.lower())
    scores = {code: sum(word in known for word in words) for code, known in _WORDS.items()}
    best = max(scores, key=scores.__getitem__)
    chosen = said[1].lower() if said else best
    if len(words) >= _ENOUGH and (doubt := _doubt(words, scores, best, chosen)):
        draft.notes.append(f"{DOUBT}: {doubt}")
    return chosen


def _doubt(words: list[str], scores: dict[str, int], best: str, chosen: str) -> str | None:
    """Return in words why a language was not well chosen."""
    if sum(word in _OTHERS for word in words) > scores[best]:
        return f"its words are neither {' nor '.join(NAMES.values())}; little of it is understood"
    if scores[best] > _TIMES * scores.get(chosen, 0):
        put_right = f'`language = "{best}"` in NAME.meta.toml beside it puts that right'
        return f"it says “{chosen}” and its words are {NAMES[best]}; {put_right}"
    return None


def is_doubt(note: str) -> bool:
    """Tell whether a note on an article says that it may be read in the wrong language."""
    return note.startswith(DOUBT)
