"""The emergency number of a place: the country that a time zone lies in, and what is dialled there."""

from functools import cache
from importlib.resources import files
from pathlib import Path

TABLE = Path(__file__).parent / "emergency.tsv"
DEFAULT = "112"
"""Every mobile phone knows it, whatever the country (3GPP TS 22.101)."""


def number_in(zone: str | None) -> str | None:
    """The number to call in an IANA zone; None when the zone or its country is not known."""
    country = country_of(zone) if zone else None
    return _numbers().get(country) if country else None


def country_of(zone: str) -> str | None:
    """The ISO code of the country that an IANA zone lies in, also for an old name of the zone."""
    return _countries().get(zone) or _countries().get(_links().get(zone, ""))


@cache
def _numbers() -> dict[str, str]:
    return {country: number for country, number in _rows(TABLE.read_text("utf-8"))}


@cache
def _countries() -> dict[str, str]:
    """Zones by the table that comes with the time zones: country, place, zone, and perhaps a remark."""
    text = files("tzdata.zoneinfo").joinpath("zone.tab").read_text("utf-8")
    return {zone: country for country, _, zone, *_ in _rows(text)}


@cache
def _links() -> dict[str, str]:
    """Old names of zones, as `L Asia/Kolkata Asia/Calcutta`, with the name of today."""
    text = files("tzdata.zoneinfo").joinpath("tzdata.zi").read_text("utf-8")
    links = (line.split() for line in text.splitlines() if line.startswith("L "))
    return {old: today for _, today, old in links}


def _rows(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
