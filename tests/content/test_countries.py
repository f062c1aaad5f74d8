"""Countries as people type them instead of a city."""

import pytest

from content.cities import find, in_country
from content.countries import code_of
from content.emergency import country_of


@pytest.mark.parametrize(
    ("typed", "zones"),
    [
        ("Germany", ["Europe/Berlin"]),
        ("deutschland", ["Europe/Berlin"]),
        ("UK", ["Europe/London"]),
        ("Россия", ["Europe/Moscow", "Asia/Novosibirsk"]),
        ("España", ["Europe/Madrid", "Atlantic/Canary"]),
        ("usa", ["America/New_York", "America/Los_Angeles"]),
        ("Thailand", ["Asia/Bangkok"]),
    ],
)
def test_a_country_is_known_by_its_name_and_leads_to_its_zones(typed: str, zones: list[str]) -> None:
    code = code_of(typed)
    assert code is not None
    assert [city.zone for city in in_country(code)][: len(zones)] == zones


@pytest.mark.parametrize("typed", ["", "LA", "DE", "Lisbon", "🙂", "x" * 4096])
def test_what_is_no_country_is_none(typed: str) -> None:
    assert code_of(typed) is None


def test_the_zones_of_a_country_lie_in_it() -> None:
    for name in ("Kenya", "Norway", "Perú", "Schweiz"):
        code = code_of(name)
        assert code is not None and {country_of(city.zone) for city in in_country(code)} <= {code, None}


def test_no_city_hides_behind_a_country() -> None:
    """Mexico is a country and a city: the country's zones have the city's among them."""
    for name in ("Mexico", "Singapore", "Luxembourg", "Panama"):
        code = code_of(name)
        assert code is not None and find(name)[0].zone in {city.zone for city in in_country(code)}
