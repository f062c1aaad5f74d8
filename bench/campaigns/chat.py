"""People of a campaign: they write and tap, and wait for the bot however often it dies meanwhile."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench.campaigns.stage import Stage

PATIENCE = 180.0
HARMLESS = ("18–49", "None of these", "None of these", "None of these", "0", "I understand")
_LOOK = 0.01


@dataclass(frozen=True)
class Somebody:
    """One user and their chat."""

    stage: Stage
    id: int

    async def says(self, text: str) -> None:
        """Write a text, and wait until it counts."""
        await self._settled(self.stage.standin.says(self.id, text))

    async def taps(self, label: str) -> None:
        """Tap the newest button whose label contains `label`, once it is there, and wait until it counts."""
        await self.until(lambda: self.find(label) is not None, f"a button {label!r}")
        found = self.find(label)
        assert found is not None  # noqa: S101  (waited for)
        await self._settled(self.stage.standin.taps(self.id, *found))

    async def settles(self) -> None:
        """Answer the first questions: Berlin, 07:30."""
        await self.says("/start")
        await self.taps("Yes, I agree")
        await self.taps("Yes")
        for answer in HARMLESS:
            await self.taps(answer)
        await self.says("Berlin")
        await self.taps("Yes")
        await self.says("7:30")

    def messages(self) -> list[dict[str, Any]]:
        """The chat as it stands now, as Bot API objects."""
        return self.stage.standin.messages(self.id)

    def find(self, label: str) -> tuple[int, str] | None:
        """Message and full label of the newest such button."""
        for message in reversed(self.messages()):
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for key in row:
                    if label in key["text"]:
                        return message["message_id"], key["text"]
        return None

    async def until(self, true: Callable[[], bool], what: str) -> None:
        """Wait for something; TimeoutError names what never came."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not true():  # noqa: ASYNC110  (no event: it comes true elsewhere)
                    await asyncio.sleep(_LOOK)
        except TimeoutError:
            raise TimeoutError(f"never came: {what}") from None

    def sees(self, pattern: str) -> int:
        """How many messages of the bot say `pattern` now."""
        texts = (str(each.get("text") or each.get("caption")) for each in self.messages())
        return sum(1 for text in texts if re.search(pattern, text))

    async def _settled(self, update_id: int) -> None:
        await self.stage.standin.confirmed(update_id, PATIENCE)


def newcomer(stage: Stage) -> Somebody:
    """A new user."""
    person: Any = stage.standin.person()
    return Somebody(stage, person.id)
