"""Cities and zones: from what a person types to an IANA time zone. The table is GeoNames' (CC BY 4.0)."""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from functools import cache
from itertools import combinations, islice, takewhile
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

TABLE = Path(__file__).parent / "cities.tsv"

# The longest key in the table is shorter; whoever writes more is not naming a city.
MAX_QUERY = 60
# Below this share of common letters (difflib's ratio) a name is another name, not a slip of the finger.
NEAR_ENOUGH = 0.78
CANDIDATES = 40
SHORTEST_IN_SENTENCE = 4
TINY = 100
CLOCK_TOLERANCE = timedelta(minutes=10)

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ə": "e"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_GAPS = re.compile(r"[\W_]+")
# Fixed offsets and relics: whoever types EST wants New York's summer time as well.
_NO_HOME = frozenset({"EST", "MST", "HST", "Factory", "localtime"})


@dataclass(frozen=True, slots=True)
class City:
    """A city with its ISO country code, IANA zone and population."""

    name: str
    country: str
    zone: str
    population: int


@dataclass(frozen=True)
class _Atlas:
    """Cities, most populous first; for each key the cities that answer to it; the keys in order, once
    all of them and once those of the names by which the cities are shown.
    """

    cities: tuple[City, ...]
    owners: dict[str, list[int]]
    keys: list[str]
    names: list[str]


def normal(text: str) -> str:
    """`text` as keys are compared: small letters without accents, one blank for each gap."""
    spread = unicodedata.normalize("NFKD", text[:MAX_QUERY].casefold()).translate(_LETTERS)
    bare = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return _GAPS.sub(" ", bare[:MAX_QUERY]).strip()  # one sign may have spread to eighteen


def keys_of(name: str) -> set[str]:
    """The keys by which `name` is found; ü counts as u and, as Germans without the key write it, as ue."""
    small = unicodedata.normalize("NFC", name.casefold())
    return {normal(small), normal(small.translate(_UMLAUTS))} - {""}


def find(query: str, limit: int = 5) -> tuple[City, ...]:
    """The cities that `query` may mean, likeliest first: the same name, the same beginning, nearly the
    same, or a sentence with the name in it; equals by population. Empty when nothing is near.
    """
    if len(query) > MAX_QUERY:
        return ()
    for key in dict.fromkeys((normal(query), normal(query.partition(",")[0]))):
        if found := key and (_called(key, limit) or _near(key, limit)):
            return found
    return _within(normal(query), limit)


def zone_named(query: str) -> str | None:
    """The IANA zone whose name `query` is, in any case and with blanks for the underscores."""
    return _zone_names().get(_zone_key(query)) if len(query) <= MAX_QUERY else None


def zones_with_local_time(hour: int, minute: int, now: datetime, limit: int = 6) -> tuple[City, ...]:
    """The largest city of each zone where at `now` the clock shows `hour`:`minute`, give or take 10 minutes;
    the zones where most people live first.
    """
    said = timedelta(hours=hour, minutes=minute)
    return tuple(city for city, zone in _homes() if _shows(zone, said, now))[:limit]


def in_country(code: str, limit: int = 6) -> tuple[City, ...]:
    """The largest city of each zone of a country, the largest first; none that is tiny beside it."""
    largest: dict[str, City] = {}
    for city in _atlas().cities:
        if city.country == code:
            largest.setdefault(city.zone, city)
    found = tuple(largest.values())
    return tuple(city for city in found if city.population * TINY >= found[0].population)[:limit]


def _shows(zone: ZoneInfo, said: timedelta, now: datetime) -> bool:
    local = now.astimezone(zone)
    apart = (said - timedelta(hours=local.hour, minutes=local.minute, seconds=local.second)) % timedelta(
        days=1
    )
    return min(apart, timedelta(days=1) - apart) <= CLOCK_TOLERANCE


@cache
def _atlas() -> _Atlas:
    cities: list[City] = []
    owners: dict[str, list[int]] = {}
    names: set[str] = set()
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, country, zone, population, keys = line.split("\t")
        names.add(keys.partition("|")[0])
        for key in keys.split("|"):
            owners.setdefault(key, []).append(len(cities))
        cities.append(City(name, country, zone, int(population)))
    return _Atlas(tuple(cities), owners, sorted(owners), sorted(names))


def _called(key: str, limit: int) -> tuple[City, ...]:
    """Cities with this name, and shown names that begin like it; failing these, other beginnings."""
    atlas = _atlas()
    return _ranked([[key], _beginning(atlas.names, key)], limit) or _ranked(
        [_beginning(atlas.keys, key)], limit
    )


def _ranked(groups: Iterable[Iterable[str]], limit: int) -> tuple[City, ...]:
    """The owners of the keys, group by group; towns of one name, country and zone count once."""
    atlas = _atlas()
    found: dict[tuple[str, str, str], City] = {}
    for group in groups:
        for index in sorted({index for key in group for index in atlas.owners.get(key, ())}):
            city = atlas.cities[index]
            found.setdefault((city.name, city.country, city.zone), city)
    return tuple(found.values())[:limit]


def _beginning(keys: list[str], key: str) -> Iterator[str]:
    start = bisect_left(keys, key)
    return takewhile(lambda other: other.startswith(key), islice(keys, start, None))


def _near(key: str, limit: int) -> tuple[City, ...]:
    keys = _atlas().keys
    shared: Counter[int] = Counter()
    for part in _trigrams(key):
        shared.update(_trigram_index().get(part, ()))
    matcher = SequenceMatcher(b=key, autojunk=False)
    scores: list[tuple[float, str]] = []
    for number, _ in shared.most_common(CANDIDATES):
        matcher.set_seq1(keys[number])
        scores.append((-matcher.ratio(), keys[number]))
    return _ranked([[near] for score, near in sorted(scores) if -score >= NEAR_ENOUGH], limit)


def _within(key: str, limit: int) -> tuple[City, ...]:
    """Cities named inside a sentence, the longest name first."""
    words = key.split()
    ends = combinations(range(len(words) + 1), 2)
    parts = {" ".join(words[start:end]) for start, end in ends}
    named = sorted(
        (part for part in parts if len(part) >= SHORTEST_IN_SENTENCE), key=lambda part: (-len(part), part)
    )
    return _ranked([[part] for part in named], limit)


@cache
def _trigram_index() -> "dict[str, array[int]]":
    index: dict[str, array[int]] = {}
    for number, key in enumerate(_atlas().keys):
        for part in _trigrams(key):
            index.setdefault(part, array("I")).append(number)
    return index


def _trigrams(key: str) -> set[str]:
    padded = f" {key} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}


@cache
def _zone_names() -> dict[str, str]:
    return {_zone_key(name): name for name in available_timezones() - _NO_HOME}


def _zone_key(text: str) -> str:
    return re.sub(r"[\s_]+", "", text).casefold()


@cache
def _homes() -> tuple[tuple[City, ZoneInfo], ...]:
    """The largest city of each zone with its zone, the zones with most people first."""
    people: Counter[str] = Counter()
    largest: dict[str, City] = {}
    for city in _atlas().cities:
        people[city.zone] += city.population
        largest.setdefault(city.zone, city)
    return tuple((largest[zone], ZoneInfo(zone)) for zone, _ in people.most_common())
