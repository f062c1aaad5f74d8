"""When the next message may go out: arithmetic on monotonic seconds, without waiting for anything."""

from collections import deque

# Telegram's FAQ: about one message a second in one chat, short bursts allowed; and about 30 a second
# when many people are written to. 25 leaves room for the clocks of two machines.
CHAT_INTERVAL = 1.0
CHAT_BURST = 3
# An edit answers a tap, and nobody taps for long: ten edits weigh as much as one message. What Telegram
# refuses all the same is held back by its 429 (docs/decisions/0008-edits-weigh-less.md).
EDIT_WEIGHT = 0.1
# A little more than the 25 a second that people are told of (domain/crowding.py), since a round takes time.
BULK_RATE = 26.0
# Everything to everybody, edits too: replies go at once, reminders take what those leave, paint the rest.
WHOLE_RATE = 29.5
WHOLE_BURST = 1

# Two chats refused within this many seconds mean that the bot as a whole is too fast.
_TOGETHER = 1.0
# After such a hold the bulk lane starts at a fifth of its rate and is back at all of it after half a minute.
_RAMP = 30.0
_SLOWEST = 5.0
# Who is late by no more than this keeps to the plan and catches up, as fast as the whole allows: timers wake
# late, and what replies take of one second the next ones give back.
_SLACK = 2.0
# Telegram counts by the second: what went out longer ago holds nothing back.
_COUNTED = 1.0


class ChatPace:
    """One chat: one in `interval` seconds, three at once, and nothing before a 429's time is over.

    It is counted twice: as replies see it, with light edits, and with every edit as a message.
    """

    __slots__ = ("_counted_at", "_full_at", "_held_until", "_interval")

    def __init__(self, interval: float = CHAT_INTERVAL) -> None:
        self._interval = interval
        self._full_at = self._counted_at = 0.0
        self._held_until = 0.0

    def held(self, now: float) -> float:
        """Seconds for which a 429 still holds this chat back."""
        return max(self._held_until - now, 0.0)

    def wait(self, now: float) -> float:
        """Seconds until the next message may go."""
        return max(self._full_at - (CHAT_BURST - 1) * self._interval - now, self.held(now))

    def leaves_room(self, now: float) -> bool:
        """Whether an edit that nobody waits for may go now, even where edits count as messages."""
        return self._counted_at - (CHAT_BURST - 1) * self._interval <= now and self.wait(now) <= 0

    def take(self, now: float, weight: float = 1.0) -> None:
        """Count a message, or an edit of less weight, that goes out now."""
        self._full_at = max(self._full_at, now) + weight * self._interval
        self._counted_at = max(self._counted_at, now) + self._interval

    def hold(self, now: float, seconds: float) -> None:
        """Nothing for `seconds`, and no burst after it."""
        self._held_until = max(self._held_until, now + seconds)
        self._full_at = max(self._full_at, self._held_until + (CHAT_BURST - 1) * self._interval)

    def idle(self, now: float) -> bool:
        """Nothing would be lost by forgetting this chat."""
        return max(self._full_at, self._counted_at, self._held_until) <= now


class WholePace:
    """Whatever goes out to any chat: replies are only counted, everything else takes what they leave."""

    def __init__(self, rate: float = WHOLE_RATE) -> None:
        self._interval = 1 / rate
        self._full_at = float("-inf")

    def wait(self, now: float) -> float:
        """Seconds until one more fits in; zero or less means now."""
        return self._full_at - WHOLE_BURST * self._interval - now

    def take(self, now: float) -> None:
        """Count a message or an edit that goes out now."""
        self._full_at = min(max(self._full_at, now) + self._interval, now + _COUNTED)

    def leaves_room(self, now: float) -> bool:
        """Whether paint may go out now: never before a reminder that waits for its place."""
        return self._full_at - now <= self._interval / 2


class BulkPace:
    """All chats together: an even rate without a burst at its start, which gives way to replies."""

    def __init__(self, rate: float = BULK_RATE) -> None:
        self._interval = 1 / rate
        self._last = self._next = self._held_until = float("-inf")
        self._refusals: deque[tuple[float, int | str, float]] = deque(maxlen=16)

    def wait(self, now: float, crowded: float = 0.0) -> float:
        """Seconds until the next bulk message may go; zero or less means now.

        `crowded` are the seconds that all chats together would have it wait: it gives way, but never below
        a fifth of its rate.
        """
        gives_way = min(crowded, self._last + _SLOWEST * self._interval - now)
        return max(self._next - now, gives_way)

    def take(self, now: float) -> None:
        """Count a bulk message that goes out now."""
        planned = self._next if now - self._next <= _SLACK else now
        self._last, self._next = now, planned + self._interval * self._slowness(now)

    def refused(self, now: float, chat_id: int | str, seconds: float) -> None:
        """A 429 for one chat; several chats' within a second hold the bulk lane."""
        self._refusals.append((now, chat_id, seconds))
        recent = [seen for seen in self._refusals if seen[0] > now - _TOGETHER]
        if len({chat for _, chat, _ in recent}) > 1:
            # The shortest of them: one chat's long ban for fast edits says nothing about the others.
            self._held_until = max(self._held_until, now + min(wait for _, _, wait in recent))
            self._next = max(self._next, self._held_until)

    def _slowness(self, now: float) -> float:
        since = now - self._held_until
        return max(1.0, _SLOWEST - (_SLOWEST - 1) * since / _RAMP)
