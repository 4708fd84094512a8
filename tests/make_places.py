"""Make ``timeline/merge/it_places.txt``: how Italian calls places that English calls otherwise.

Run it when CLDR has changed; it needs ``pip install babel``::

    .venv/bin/python tests/make_places.py > timeline/merge/it_places.txt

Countries and cities that give a time zone its name come from CLDR; what is listed here are cities
and regions that CLDR does not name. Only names of one word in both languages: names are compared
word by word.
"""

import sys

from babel import Locale

from timeline.merge.stems import plain, stem

CITIES = (
    "Aachen|Aquisgrana Adriatic|Adriatico Aegean|Egeo Alps|Alpi Antwerp|Anversa "
    "Apennines|Appennini Aragon|Aragona Avignon|Avignone Balkans|Balcani Baltic|Baltico "
    "Barcelona|Barcellona Basel|Basilea Bavaria|Baviera Benghazi|Bengasi Bern|Berna "
    "Bethlehem|Betlemme Bosphorus|Bosforo Brittany|Bretagna Bruges|Bruggia Burgundy|Borgogna "
    "Carinthia|Carinzia Castile|Castiglia Catalonia|Catalogna Caucasus|Caucaso "
    "Cologne|Colonia Cordoba|Cordova Cornwall|Cornovaglia Cracow|Cracovia Crete|Creta "
    "Dalmatia|Dalmazia Danube|Danubio Dolomites|Dolomiti Dresden|Dresda Edinburgh|Edimburgo "
    "England|Inghilterra Euphrates|Eufrate Europe|Europa Flanders|Fiandre Florence|Firenze "
    "Frankfurt|Francoforte Freiburg|Friburgo Galicia|Galizia Gascony|Gascogna Gdansk|Danzica "
    "Geneva|Ginevra Genoa|Genova Ghent|Gand Hague|Aia Hamburg|Amburgo Havana|Avana "
    "Holland|Olanda Izmir|Smirne Jerusalem|Gerusalemme Koblenz|Coblenza Krakow|Cracovia "
    "Lausanne|Losanna Leipzig|Lipsia Leuven|Lovanio Liege|Liegi Lombardy|Lombardia "
    "Lorraine|Lorena Lubeck|Lubecca Lucerne|Lucerna Lviv|Leopoli Lyon|Lione Mainz|Magonza "
    "Majorca|Maiorca Mallorca|Maiorca Mantua|Mantova Marseille|Marsiglia "
    "Mediterranean|Mediterraneo Milan|Milano Munich|Monaco Naples|Napoli Nicaea|Nicea "
    "Nice|Nizza Nile|Nilo Normandy|Normandia Nuremberg|Norimberga Padua|Padova "
    "Palestine|Palestina Petersburg|Pietroburgo Philadelphia|Filadelfia Piedmont|Piemonte "
    "Provence|Provenza Pyrenees|Pirenei Regensburg|Ratisbona Rhine|Reno Rhodes|Rodi "
    "Rhone|Rodano Rijeka|Fiume Rome|Roma Salzburg|Salisburgo Saragossa|Saragozza "
    "Sardinia|Sardegna Savoy|Savoia Saxony|Sassonia Scotland|Scozia Seville|Siviglia "
    "Sicily|Sicilia Silesia|Slesia Split|Spalato Strasbourg|Strasburgo Stuttgart|Stoccarda "
    "Styria|Stiria Syracuse|Siracusa Thames|Tamigi Thessaloniki|Salonicco Thuringia|Turingia "
    "Tiber|Tevere Toulouse|Tolosa Trier|Treviri Tubingen|Tubinga Turin|Torino Tuscany|Toscana "
    "Tyrol|Tirolo Valencia|Valenza Vatican|Vaticano Venice|Venezia Vesuvius|Vesuvio "
    "Wales|Galles Westphalia|Vestfalia Wroclaw|Breslavia Yerevan|Erevan Zaragoza|Saragozza "
    "Zeeland|Zelanda"
)
#: Names of places that are surnames, more often.
ALSO_PEOPLE = {"Marchesi"}


def main() -> None:
    """Write "English | Italian", one a line, sorted."""
    english, italian = Locale("en"), Locale("it")
    pairs = {(name, italian.territories.get(code)) for code, name in english.territories.items()}
    # English names few of them: the name of the zone is the city's.
    for zone, told in italian.time_zones.items():
        ours = english.time_zones.get(zone, {}).get("city")
        pairs.add((ours or zone.rpartition("/")[2].replace("_", " "), told.get("city")))
    pairs |= {tuple(pair.split("|")) for pair in CITIES.split()}
    kept = {
        (plain(stem(ours)), plain(stem(theirs)))
        for ours, theirs in pairs
        if theirs and ours.isalpha() and theirs.isalpha() and theirs not in ALSO_PEOPLE
    }
    kept = {(ours, theirs) for ours, theirs in kept if ours != theirs}
    sys.stdout.write(
        "# Made by tests/make_places.py from CLDR (https://cldr.unicode.org, Unicode License).\n"
    )
    sys.stdout.write("".join(f"{ours} | {theirs}\n" for ours, theirs in sorted(kept)))


if __name__ == "__main__":
    main()
