"""The reminders' way out: one POST, and of the answer only what has to be remembered."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.transport.calls import number_of
from bot.transport.request import AiohttpRequest


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that Telegram has accepted."""

    message_id: int


async def send(request: AiohttpRequest, base_url: str, method: str, payload: Mapping[str, object]) -> Sent:
    """Send one message that uploads nothing; `base_url` ends with the token, None values are left out.

    Raises the errors PTB's `Bot` would (Forbidden, BadRequest, RetryAfter, ...), NotSent or MaybeSent.
    """
    return Sent(number_of(await request.call(f"{base_url}/{method}", payload)))
