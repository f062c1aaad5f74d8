"""Events of the questions around a session: what was asked, the morning after, tired muscles."""

from dataclasses import dataclass

from bot.domain.asking import Topic
from bot.domain.happening import Happening


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAsked(Happening):
    """A question was put; it stays quiet for a while, answered or not."""

    topic: Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningAnswered(Happening):
    """No new pain since that session; `tired` when muscles are sore from it. New pain is `PainReported`."""

    session_id: int
    tired: bool = False
