"""What the tests of operations share."""

from collections.abc import AsyncIterator

import pytest

from db.engine import Database
from tests.operations.hands import Hands


@pytest.fixture
async def hands(database: Database) -> AsyncIterator[Hands]:
    found = Hands(database)
    await found.operations.start(found.intake, found.door)
    yield found
    await found.operations.stop()
