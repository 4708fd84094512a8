"""Make ``timeline/events/first_names.txt``: first names and whether "he" or "she" stands for them.

Run it when Faker's lists have changed; it needs ``pip install faker``::

    .venv/bin/python tests/make_first_names.py > timeline/events/first_names.txt

A name has to be usual: listed in English or Italian, or in two languages. Where men and women bear
it in different languages ("Andrea"), one of them has to bear it in four times as many.
"""

import pkgutil
import re
import sys
from collections import Counter
from importlib import import_module

from faker.providers import person

#: Times as many lists of the one as of the other, at least.
CLEAR = 4
NEAR = ("en", "it")
NAME = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]+")


def main() -> None:
    """Write the names of each pronoun, one group a line."""
    listed: dict[str, Counter[str]] = {"he": Counter(), "she": Counter()}
    near: set[str] = set()
    for module in pkgutil.iter_modules(person.__path__):
        if not module.ispkg:
            continue
        provider = import_module(f"faker.providers.person.{module.name}").Provider
        for pronoun, kind in (("he", "male"), ("she", "female")):
            names = set(filter(NAME.fullmatch, getattr(provider, f"first_names_{kind}", ())))
            listed[pronoun].update(names)
            near |= names if module.name.startswith(NEAR) else set()
    sys.stdout.write(
        "# Made by tests/make_first_names.py from Faker (https://faker.readthedocs.io, MIT).\n"
    )
    for pronoun, other in (("he", "she"), ("she", "he")):
        names = sorted(
            name
            for name, count in listed[pronoun].items()
            if (name in near or count > 1) and count >= CLEAR * listed[other][name]
        )
        sys.stdout.write(f"{pronoun}: {' '.join(names)}\n")


if __name__ == "__main__":
    main()
