"""Whom to call: a number for the country that a time zone lies in."""

from zoneinfo import available_timezones

import pytest

from content import emergency


@pytest.mark.parametrize(
    ("zone", "number"),
    [
        ("Europe/Berlin", "112"),
        ("Europe/London", "999"),
        ("America/New_York", "911"),
        ("Asia/Tokyo", "119"),
        ("Australia/Sydney", "000"),
        ("Asia/Calcutta", "112"),
        ("US/Pacific", "911"),
        ("Europe/Stockholm", "112"),
        ("UTC", None),
        ("Mars/Olympus", None),
        (None, None),
    ],
)
def test_the_number_of_the_country(zone: str | None, number: str | None) -> None:
    assert emergency.number_in(zone) == number


def test_every_zone_that_a_city_can_give_has_a_country() -> None:
    from content.cities import TABLE

    zones = {line.split("\t")[2] for line in TABLE.read_text().splitlines() if not line.startswith("#")}
    assert [zone for zone in sorted(zones) if emergency.country_of(zone) is None] == []


def test_every_number_can_be_dialled_and_stands_there_once() -> None:
    lines = [line for line in emergency.TABLE.read_text().splitlines() if not line.startswith("#")]
    rows = [line.split("\t") for line in lines]
    assert len({country for country, _ in rows}) == len(rows) > 150
    assert all(len(country) == 2 and country.isupper() for country, _ in rows)
    assert all(number.isdigit() and 2 <= len(number) <= 4 for _, number in rows)
    assert all(
        emergency.number_in(zone) is None or emergency.country_of(zone) for zone in available_timezones()
    )
