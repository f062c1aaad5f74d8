"""What a person does in the chat, and the updates that the bot gets for it."""

import re
from typing import Final

from bot.demo.chats import remove, show
from bot.demo.keyboards import buttons
from bot.demo.wire import Json, utf16
from bot.demo.world import Kept, Person, Query, World

COMMAND: Final = re.compile(r"(?:^|(?<=\s))/[A-Za-z0-9_]{1,64}(?:@\w+)?")
LONGEST: Final = 4096


class UserSide:
    """The actions of all people; each returns the id of the update that it causes."""

    def __init__(self, world: World) -> None:
        self._world = world

    def says(self, user_id: int, text: str) -> int:
        """A text or command; a longer one than Telegram takes is split as its apps do."""
        words = text.strip()
        if not words:
            raise ValueError("an empty text cannot be sent")
        while utf16(words) > LONGEST:
            self._sends(user_id, text_fields(words[: LONGEST // 2]))
            words = words[LONGEST // 2 :]
        return self._sends(user_id, text_fields(words))

    def shares_location(self, user_id: int, lat: float, lon: float) -> int:
        """A point on the map, in degrees."""
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise ValueError("a latitude is -90 to 90 and a longitude -180 to 180 degrees")
        return self._sends(user_id, {"location": {"latitude": lat, "longitude": lon}})

    def sends_sticker(self, user_id: int, emoji: str = "👍") -> int:
        """A sticker."""
        sticker = {
            "file_id": "CAACAgIAAxkBAAEsticker",
            "file_unique_id": "AgADsticker",
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": emoji,
        }
        return self._sends(user_id, {"sticker": sticker})

    def edits(self, user_id: int, message_id: int, text: str) -> int:
        """Another text for one of the person's own messages."""
        person, kept = self._message(user_id, message_id)
        if not kept.mine or "text" not in kept.json:
            raise ValueError("only a text of one's own can be edited")
        rest = {k: v for k, v in kept.json.items() if k not in ("text", "entities")}
        kept.json = rest | {"edit_date": self._world.unix()} | text_fields(text.strip())
        show(self._world, person, kept, is_new=False)
        return self._world.updates.add("edited_message", kept.json, user_id)

    def deletes(self, user_id: int, message_id: int) -> None:
        """Remove a message on both sides; Telegram tells a bot nothing about it."""
        remove(self._world, *self._message(user_id, message_id))

    def taps(self, user_id: int, message_id: int, label: str) -> int:
        """Press an inline button, named by its label, its data, or the only label that contains the words."""
        _, kept = self._message(user_id, message_id)
        return self.presses(user_id, message_id, _find(kept, label))[0]

    def presses(self, user_id: int, message_id: int, data: str) -> tuple[int, str]:
        """Send any callback data, as an app with an old keyboard does; the update's and the query's id."""
        person, kept = self._message(user_id, message_id)
        self._may_act(person)
        query = Query(str(self._world.random.randrange(10**17, 10**18)), user_id, self._world.now())
        self._world.queries[query.id] = query
        body = {"id": query.id, "from": person.user(), "message": kept.json}
        body |= {"chat_instance": str(user_id * 7919), "data": data}
        return self._world.updates.add("callback_query", body, user_id), query.id

    def blocks(self, user_id: int) -> int:
        """Block the bot: from now on it gets 403."""
        return self._membership(user_id, blocked=True)

    def unblocks(self, user_id: int) -> int:
        """Let the bot write again."""
        return self._membership(user_id, blocked=False)

    def leaves_telegram(self, user_id: int) -> None:
        """The account is deleted: the bot gets 403 "user is deactivated"."""
        self._world.people[user_id].deactivated = True

    def _membership(self, user_id: int, *, blocked: bool) -> int:
        person = self._world.people[user_id]
        person.blocked = blocked
        bot = {"user": self._world.bot_user()}
        member, kicked = bot | {"status": "member"}, bot | {"status": "kicked", "until_date": 0}
        body = {"chat": person.chat(), "from": person.user(), "date": self._world.unix()}
        body |= {"old_chat_member": member if blocked else kicked}
        body |= {"new_chat_member": kicked if blocked else member}
        return self._world.updates.add("my_chat_member", body, user_id)

    def _sends(self, user_id: int, fields: Json) -> int:
        person = self._world.people[user_id]
        self._may_act(person)
        person.started = True
        around = {"from": person.user(), "chat": person.chat(), "date": self._world.unix()}
        kept = person.keep(around | fields, mine=True)
        show(self._world, person, kept, is_new=True)
        return self._world.updates.add("message", kept.json, user_id)

    def _may_act(self, person: Person) -> None:
        if person.blocked:
            raise ValueError(f"{person.first_name} has blocked the bot")

    def _message(self, user_id: int, message_id: int) -> tuple[Person, Kept]:
        person = self._world.people[user_id]
        if message_id not in person.messages:
            raise KeyError(f"there is no message {message_id}, only {sorted(person.messages)}")
        return person, person.messages[message_id]


def text_fields(text: str) -> Json:
    """A person's text with the commands in it marked as Telegram marks them."""
    marks = [
        {"type": "bot_command", "offset": utf16(text[: found.start()]), "length": utf16(found[0])}
        for found in COMMAND.finditer(text)
    ]
    return {"text": text} | ({"entities": marks} if marks else {})


def _find(kept: Kept, wanted: str) -> str:
    there = [button for button in buttons(kept.json.get("reply_markup")) if "callback_data" in button]
    exact = [b for b in there if wanted in (b["text"], b["callback_data"])]
    close = exact or [b for b in there if wanted in b["text"]]
    if not exact and len(close) != 1:
        labels = ", ".join(repr(button["text"]) for button in there) or "none at all"
        raise KeyError(f"no button {wanted!r} in message {kept.id}; its buttons: {labels}")
    return str(close[0]["callback_data"])
