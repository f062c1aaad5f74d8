"""The time zone of a place on the globe."""

import asyncio
import sys

# The map takes 34 MB of memory and is asked once in a person's life here, so a short-lived process reads it.
_LOOK_UP = "import sys; from tzfpy import get_tz; print(get_tz(float(sys.argv[1]), float(sys.argv[2])))"
_PATIENCE = 10.0


async def zone_at(latitude: float, longitude: float) -> str | None:
    """The IANA zone at a place in degrees, or None when it has none or cannot be looked up now."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-I", "-c", _LOOK_UP, str(longitude), str(latitude),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        found, _ = await asyncio.wait_for(process.communicate(), _PATIENCE)
    except TimeoutError:
        process.kill()
        return None
    return found.decode().strip() or None
