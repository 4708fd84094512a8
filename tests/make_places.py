"""Make ``timeline/merge/it_places.txt``: how Italian calls places that English calls otherwise.

Run it when CLDR has changed; it needs ``pip install babel``::

    .venv/bin/python tests/make_places.py > timeline/merge/it_places.txt

Countries and cities that give a time zone its name come from CLDR; what is listed here are cities
and regions that CLDR does not name. Only names of one word in both languages: names are compared
word by word.
"""

import sys

from babel import Locale

from timeline.merge.stems import stem

CITIES = (
    "Alps|Alpi Antwerp|Anversa Apulia|Puglia Barcelona|Barcellona Basel|Basilea Bavaria|Baviera "
    "Bern|Berna Bethlehem|Betlemme Brittany|Bretagna Carinthia|Carinzia Catalonia|Catalogna "
    "Cologne|Colonia Cracow|Cracovia Danube|Danubio Dolomites|Dolomiti Dresden|Dresda "
    "Edinburgh|Edimburgo Europe|Europa Florence|Firenze Frankfurt|Francoforte Geneva|Ginevra "
    "Genoa|Genova Hamburg|Amburgo Jerusalem|Gerusalemme Krakow|Cracovia Lausanne|Losanna "
    "Leghorn|Livorno Leipzig|Lipsia Lombardy|Lombardia Lyon|Lione Mantua|Mantova "
    "Marseille|Marsiglia Milan|Milano Munich|Monaco Naples|Napoli Nice|Nizza "
    "Nuremberg|Norimberga Padua|Padova Piedmont|Piemonte Rhine|Reno Rome|Roma "
    "Salzburg|Salisburgo Sardinia|Sardegna Savoy|Savoia Seville|Siviglia Sicily|Sicilia "
    "Strasbourg|Strasburgo Stuttgart|Stoccarda Syracuse|Siracusa Thames|Tamigi Tiber|Tevere "
    "Trent|Trento Turin|Torino Tuscany|Toscana Tyrol|Tirolo Valencia|Valenza Venice|Venezia"
)


def main() -> None:
    """Write "English | Italian", one a line, sorted."""
    english, italian = Locale("en"), Locale("it")
    pairs = {(name, italian.territories.get(code)) for code, name in english.territories.items()}
    for zone, told in english.time_zones.items():
        theirs = italian.time_zones.get(zone, {}).get("city")
        pairs.add((told.get("city") or zone.rpartition("/")[2].replace("_", " "), theirs))
    pairs |= {tuple(pair.split("|")) for pair in CITIES.split()}
    kept = {
        (stem(ours), stem(theirs))
        for ours, theirs in pairs
        if theirs and ours.isalpha() and theirs.isalpha() and stem(ours) != stem(theirs)
    }
    sys.stdout.write(
        "# Made by tests/make_places.py from CLDR (https://cldr.unicode.org, Unicode License).\n"
    )
    sys.stdout.write("".join(f"{ours} | {theirs}\n" for ours, theirs in sorted(kept)))


if __name__ == "__main__":
    main()
