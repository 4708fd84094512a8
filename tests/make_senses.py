"""Make ``timeline/merge/it_senses.txt``: what Italian words may mean in English.

Run it when one of its sources has changed; it needs ``pip install wordfreq``, WordNet 3.0 (the
folder with ``index.noun``), and MultiWordNet and ItalWordNet as the Open Multilingual Wordnet has
them (``wns/ita/wn-data-ita.tab``, ``wns/iwn/wn-data-ita.tab``, github.com/omwn/omw-data)::

    .venv/bin/python tests/make_senses.py WORDNET ITA.tab IWN.tab > timeline/merge/it_senses.txt

A word of one language may mean what it shares a synset with in the other, if that is among the
first senses of the English word, and if both are words that news uses.
"""

import sys
from collections import defaultdict
from pathlib import Path

import wordfreq

sys.path.insert(0, str(Path(__file__).parent.parent))

from timeline.merge import stems

#: First senses of an English word that are looked at.
SENSES = 3
#: How often words are used at least (Zipf: log10 of uses among a thousand million words).
ITALIAN, ENGLISH = 3.0, 3.2
#: Most English words that an Italian stem may mean; those of an earlier sense go before others.
MOST = 10
#: Letters of the shortest Italian word.
LEAST = 3
PARTS = {"noun": "n", "verb": "v", "adj": "a"}
#: News does not print them.
COARSE = (
    "fuck",
    "shit",
    "crap",
    "bitch",
    "porn",
    "cunt",
    "nigg",
    "whore",
    "slut",
    "piss",
    "negro",
    "dumbass",
)
HEAD = """\
# Stem of an Italian word, and the stems of the English words that it may mean.
# Made by tests/make_senses.py from WordNet 3.0 (Copyright 2006 by Princeton University, see
# https://wordnet.princeton.edu/license-and-commercial-use), MultiWordNet (FBK, CC BY 3.0) and
# ItalWordNet (ILC-CNR, ODC-BY 1.0), as the Open Multilingual Wordnet has them (https://omwnet.org).
"""


def english(folder):
    """Return synset -> the English words of which it is one of the first senses, and which."""
    found = defaultdict(dict)
    for name, part in PARTS.items():
        for line in (folder / f"index.{name}").read_text("utf-8").splitlines():
            if line.startswith(" "):
                continue
            word, _, count, *rest = line.split()
            usual = wordfreq.zipf_frequency(word, "en") >= ENGLISH
            if usual and word.isalpha() and not any(part in word for part in COARSE):
                for number, synset in enumerate(rest[-int(count) :][:SENSES]):
                    found[f"{synset}-{part}"][stems.stem(word)] = number
    return found


def usual():
    """Return the Italian stems that are used often enough, in whatever form."""
    each = defaultdict(float)
    for word, share in wordfreq.get_frequency_dict("it").items():
        each[stems.stem(word, "it")] += share
    return {stem for stem, share in each.items() if share >= 10 ** (ITALIAN - 9)}


def italian(word, synset):
    """Return the stem of a word; of a verb without the ending that other words do not have."""
    return stems.stem(word, "it").removesuffix("er" if synset.endswith("-v") else "")


def main():
    """Write "Italian stem, English stems", one a line, sorted."""
    wordnet, *tabs = map(Path, sys.argv[1:])
    means, known, found = english(wordnet), usual(), defaultdict(dict)
    for tab in tabs:
        for line in tab.read_text("utf-8").splitlines():
            synset, kind, word, *_ = (*line.split("\t"), "", "")
            if kind == "ita:lemma" and word.isalpha() and word.islower() and len(word) >= LEAST:
                told = found[italian(word, synset)]
                for own, number in means.get(synset, {}).items():
                    told[own] = min(number, told.get(own, number))
    sys.stdout.write(HEAD)
    for own, told in sorted(found.items()):
        if told and own in known:
            first = sorted(told, key=lambda word: (told[word], word))[:MOST]
            sys.stdout.write(f"{own} {' '.join(sorted(first))}\n")


if __name__ == "__main__":
    main()
