"""What the tests of sending share."""

from collections.abc import AsyncIterator

import pytest

from db.engine import Database
from tests.dispatch.house import House


@pytest.fixture
async def house(database: Database) -> AsyncIterator[House]:
    found = House(database)
    yield found
    await found.dispatcher.stop(5)
