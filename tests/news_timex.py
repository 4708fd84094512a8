"""Score our own sentences of news: ``python tests/news_timex.py [list]`` (needs the scorer).

``quality/news_first.toml`` … ``news_eighteenth.toml`` and the Italian ones were written, in the
manner of several agencies and decades, with what TempEval-3's annotators would give, before the
rules had read them; the first figures are in docs/design.md. With ``list`` every difference is
printed.
"""

import re
import sys
import tomllib

import quality_timex

#: In the order they were written.
SETS = (
    *(
        f"news_{nth}"
        for nth in (
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
        )
    ),
    *(
        f"news_italian{nth}"
        for nth in (
            "",
            "_second",
            "_third",
            "_fourth",
            "_fifth",
            "_sixth",
            "_seventh",
            "_eighth",
            "_ninth",
            "_tenth",
            "_eleventh",
            "_twelfth",
        )
    ),
)


def main(arguments):
    scorer = quality_timex.load_scorer(quality_timex.EVAL / "timex" / "timex_score.py")
    for name in SETS:
        path = quality_timex.HERE / "quality" / f"{name}.toml"
        articles = tomllib.loads(path.read_text())["article"]
        language = "it" if "italian" in name else "en"
        documents = [article_of(number, one, language) for number, one in enumerate(articles)]
        figures = quality_timex.measure(scorer, documents)
        cells = "".join(f"{what} {figures[what]:6.2f}  " for what in ("strict", "relaxed", "value"))
        sys.stdout.write(f"{name:20} {cells}\n")
        if arguments:
            show(scorer, documents)


def article_of(number, article, language):
    """Return the document whose bracketed words have the values given."""
    text, timexes = "", []
    for sentence, values in article["lines"].items():
        given = iter(values.split())
        for part in re.split(r"(\[[^\]]*\])", sentence):
            words = part.strip("[]") if part.startswith("[") else part
            if part.startswith("["):
                span = {"start": len(text), "end": len(text) + len(words), "text": words}
                timexes.append({**span, "type": "DATE", "value": next(given)})
            text += words
        text += " "
    document = {"doc_id": str(number), "dct": article["dct"], "lang": language}
    return document | {"text": text, "timexes": timexes}


def show(scorer, documents):
    found = {one["doc_id"]: quality_timex.tag(one)["timexes"] for one in documents}
    errors = []
    scorer.score({one["doc_id"]: one["timexes"] for one in documents}, found, errors=errors)
    for document, gold, ours in errors:
        both = (f"{one['text']!r} {one['value']}" if one else "-" for one in (gold, ours))
        sys.stdout.write(f"   {documents[int(document)]['dct']}  {'  |  '.join(both)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
