"""Make ``timeline/merge/common.txt``: stems that many articles use, by how little they tell.

Run it when wordfreq has new counts; it needs ``pip install wordfreq``::

    .venv/bin/python tests/make_common.py > timeline/merge/common.txt

wordfreq counts words, not articles: of articles of ``WORDS`` words, a share of 1 - exp(-f WORDS)
uses a word of frequency f. What ``make quality`` measures is the same to a tenth with the counts of
2,537 articles that this file had before.
"""

import math
import sys
from collections import defaultdict
from pathlib import Path

import wordfreq

sys.path.insert(0, str(Path(__file__).parent.parent))

from timeline.merge import stems

#: Words of an article that counts as usual; how many words are looked at.
WORDS, LISTED = 400, 20_000
#: ``words.py`` tells shares of so many articles; a level is a twentieth, from 15 on it is rare.
ARTICLES, LEVELS, RARE = 2_500, 20, 15
#: Least level: even the commonest word that is no stopword tells something.
LEAST = 2
#: News does not print them.
COARSE = ("fuck", "shit", "bitch", "porn", "dick", "cunt", "nigg", "whore", "slut", "faggot")
WIDTH = 100


def levels():
    """Return level -> stems, for those that are not rare."""
    frequency = defaultdict(float)
    for word in wordfreq.top_n_list("en", LISTED):
        tells = word.isalpha() and len(word) > 1 and word not in stems.stopwords("en")
        if tells and not any(part in word for part in COARSE):
            frequency[stems.stem(word)] += wordfreq.word_frequency(word, "en")
    found = defaultdict(list)
    for stem, each in frequency.items():
        share = 1 - math.exp(-each * WORDS)
        level = max(LEAST, round(LEVELS * math.log(1 / share) / math.log(ARTICLES)))
        if level < RARE:
            found[level].append(stem)
    return found


def main():
    """Write the stems by level, sorted, in lines that fit."""
    sys.stdout.write(
        "# Stems that many articles use, by how much they tell of what a sentence is about:\n"
        "# twentieths of log(N/n) / log(N), for n of N = 2500 articles. Unlisted: 15 twentieths.\n"
        "# Made by tests/make_common.py from the frequencies of wordfreq (Robyn Speer,\n"
        "# https://github.com/rspeer/wordfreq, CC BY-SA 4.0); this file has that licence, too.\n"
    )
    for level, found in sorted(levels().items()):
        line = str(level)
        for stem in sorted(found):
            if len(line) + 1 + len(stem) > WIDTH:
                sys.stdout.write(f"{line}\n")
                line = str(level)
            line += f" {stem}"
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
