"""Everything that the stand-in knows: people, their chats, files, updates, and the bot's own profile."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Final

from bot.demo.faults import FaultPlan
from bot.demo.files import Files
from bot.demo.hub import Hub
from bot.demo.journal import Journal
from bot.demo.limits import Limits
from bot.demo.profile import Profile
from bot.demo.updates import Updates
from bot.demo.wire import Call, Json, Refused

FIRST_PERSON: Final = 5_000_000_001


@dataclass
class Rules:
    """What may be set: strictness and the times that matter."""

    strict: bool = True
    enforce_limits: bool = False
    callback_age: float = 60.0  # seconds of the injected clock; Telegram's own is about 15
    webhook_retry: float = 1.0  # real seconds before the first retry, doubled up to a minute
    webhook_timeout: float = 60.0


@dataclass
class Kept:
    """A message as it stands now, with what Telegram does not say about it."""

    json: Json
    mine: bool
    silent: bool = False
    editable: bool = True

    @property
    def id(self) -> int:
        """Its number in the chat."""
        return int(self.json["message_id"])


@dataclass
class Query:
    """A tap on a button that the bot should answer."""

    id: str
    user_id: int
    at: datetime
    answered: bool = False


@dataclass
class Person:
    """A user and their private chat with the bot."""

    id: int
    first_name: str
    language_code: str | None = None
    last_name: str | None = None
    username: str | None = None
    started: bool = False
    blocked: bool = False
    deactivated: bool = False
    messages: dict[int, Kept] = field(default_factory=dict)
    last_message: int = 0
    keyboard: Json | None = None
    toasts: list[Json] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)

    def names(self) -> Json:
        """The names that a user and their private chat share."""
        named = {"first_name": self.first_name, "last_name": self.last_name, "username": self.username}
        return {key: value for key, value in named.items() if value is not None}

    def user(self) -> Json:
        """The User object of the Bot API."""
        language = {"language_code": self.language_code} if self.language_code else {}
        return {"id": self.id, "is_bot": False} | self.names() | language

    def chat(self) -> Json:
        """The Chat object of the Bot API."""
        return {"id": self.id} | self.names() | {"type": "private"}

    def keep(self, json: Json, *, mine: bool, silent: bool = False, editable: bool = True) -> Kept:
        """Put a new message at the end of the chat and give it its number."""
        self.last_message += 1
        kept = Kept({"message_id": self.last_message} | json, mine, silent, editable)
        self.messages[kept.id] = kept
        return kept


class World:
    """The state of the stand-in; the clock is given, so that time can be moved."""

    def __init__(
        self,
        now: Callable[[], datetime],
        token: str,
        journal: Path | None = None,
        seed: int = 0,
        rules: Rules | None = None,
    ) -> None:
        self.now, self.token, self.rules = now, token, rules or Rules()
        self.bot_id = int(token.partition(":")[0])
        self.people: dict[int, Person] = {}
        self.queries: dict[str, Query] = {}
        self.random = random.Random(seed)  # noqa: S311 - a seed must repeat a run
        self.files = Files(token)
        self.profile = Profile()
        self.faults = FaultPlan()
        self.journal = Journal(journal)
        self.updates = Updates(now, self.faults, seed)
        self.hub = Hub()
        self.limits = Limits(monotonic)

    def chat_of(self, call: Call) -> int | None:
        """The chat that a call is about: the one it names, or that of the tap it answers."""
        query = self.queries.get(call.text("callback_query_id"))
        return query.user_id if query else call.chat_id

    def unix(self) -> int:
        """The present moment in whole seconds since 1970."""
        return int(self.now().timestamp())

    def bot_user(self) -> Json:
        """The bot as a User object."""
        name = self.profile.words("name", "") or "Lumbo"
        return {"id": self.bot_id, "is_bot": True, "first_name": name, "username": "lumbo_demo_bot"}

    def introduced(self, person: Person) -> Json:
        """The bot as the page shows it to somebody: name and what it says about itself, in their language."""
        bot = self.bot_user()
        words = self.profile.words("description", person.language_code or "")
        return {"first_name": bot["first_name"], "username": bot["username"], "description": words}

    def new_person(
        self,
        first_name: str,
        language_code: str | None,
        last_name: str | None = None,
        username: str | None = None,
    ) -> Person:
        """A new user who has not written to the bot yet."""
        person_id = FIRST_PERSON + len(self.people)
        self.people[person_id] = Person(person_id, first_name, language_code, last_name, username)
        return self.people[person_id]

    def person(self, chat_id: int | None) -> Person:
        """The user behind a chat id; refused when there is none."""
        if chat_id is None:
            raise Refused("chat_id is empty")
        if chat_id not in self.people:
            raise Refused("chat not found")
        return self.people[chat_id]

    def reachable(self, chat_id: int | None) -> Person:
        """A user whom the bot may write to; refused when they blocked it, left, or never wrote."""
        person = self.person(chat_id)
        if person.deactivated:
            raise Refused("user is deactivated", code=403)
        if person.blocked:
            raise Refused("bot was blocked by the user", code=403)
        if not person.started:
            raise Refused("bot can't initiate conversation with a user", code=403)
        return person
