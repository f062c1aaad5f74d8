"""A bot's calls to Telegram, past PTB's `Bot`: through the lanes, with plain values out and in."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.transport.failure import MaybeSent
from bot.transport.limiter import Lane, TwoLanes
from bot.transport.request import AiohttpRequest


@dataclass(frozen=True, slots=True)
class Calls:
    """The calls of one bot; `url` is the API's address with the token."""

    request: AiohttpRequest
    url: str
    limiter: TwoLanes

    async def call(self, method: str, payload: Mapping[str, object], lane: Lane = Lane.INTERACTIVE) -> object:
        """Call `method` when its lane lets it and return Telegram's answer as it came; None is left out.

        Raises the errors PTB's `Bot` would (Forbidden, BadRequest, ...), NotSent, MaybeSent or Dropped.
        """
        arguments = (f"{self.url}/{method}", payload)
        return await self.limiter.process_request(self.request.call, arguments, {}, method, payload, lane)


def number_of(answer: object) -> int:
    """The number of the message that Telegram answered with; MaybeSent when the answer names none."""
    number = answer.get("message_id") if isinstance(answer, dict) else None
    if not isinstance(number, int):
        raise MaybeSent("Telegram's answer names no message")
    return number
