"""Places on the globe have time zones."""

import pytest

from content.places import zone_at


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [(52.52, 13.4, "Europe/Berlin"), (22.57, 88.36, "Asia/Kolkata"), (-33.87, 151.2, "Australia/Sydney")],
)
async def test_a_shared_place_has_its_zone(latitude: float, longitude: float, zone: str) -> None:
    assert await zone_at(latitude, longitude) == zone


async def test_a_place_off_the_globe_has_none_or_one_that_exists() -> None:
    found = await zone_at(999.0, 999.0)
    assert found is None or "/" in found
