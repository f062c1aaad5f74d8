"""What the bot says about itself: name, descriptions, commands and menu button, per language."""

import json
import re
from typing import Any, Final

from bot.demo.wire import Json, Refused

LENGTHS: Final = {"name": 64, "description": 512, "short_description": 120}
MAX_COMMANDS: Final = 100
DEFAULT: Final[Json] = {"type": "default"}
PRIVATE: Final[Json] = {"type": "all_private_chats"}


class Profile:
    """The bot's profile as it was last set."""

    def __init__(self) -> None:
        self._words: dict[tuple[str, str], str] = {}
        self._commands: dict[tuple[str, str], list[Json]] = {}
        self._menus: dict[int | None, Json] = {}

    def set_words(self, what: str, language: str, words: str) -> None:
        """Set the name or a description in one language; empty means none."""
        if len(words) > LENGTHS[what]:
            raise Refused(f"{what.replace('_', ' ')} is too long")
        self._words[what, _language(language)] = words

    def words(self, what: str, language: str) -> str:
        """The name or a description in a language, else in the default one."""
        return self._words.get((what, language)) or self._words.get((what, ""), "")

    def exact_words(self, what: str, language: str) -> str:
        """What was set for exactly this language."""
        return self._words.get((what, language), "")

    def set_commands(self, commands: Any, scope: Any, language: str) -> None:
        """Set the command list of a scope and language; an empty list removes it."""
        if not isinstance(commands, list) or len(commands) > MAX_COMMANDS:
            raise Refused("BOT_COMMANDS_TOO_MUCH" if isinstance(commands, list) else "expected an Array")
        for command in commands:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", str(command.get("command", ""))):
                raise Refused("BOT_COMMAND_INVALID")
            if not 1 <= len(str(command.get("description", ""))) <= 256:
                raise Refused("BOT_COMMAND_DESCRIPTION_INVALID")
        self._commands[_scope(scope), _language(language)] = commands

    def commands(self, scope: Any, language: str) -> list[Json]:
        """The command list of exactly this scope and language."""
        return self._commands.get((_scope(scope), language), [])

    def commands_for(self, user_id: int, language: str) -> list[Json]:
        """The list that a user sees: the narrowest scope that has one, their language first."""
        for scope in ({"type": "chat", "chat_id": user_id}, PRIVATE, DEFAULT):
            for code in (language, ""):
                if found := self.commands(scope, code):
                    return found
        return []

    def set_menu(self, chat_id: int | None, button: Json | None) -> None:
        """Set the menu button of a chat, or of all when there is no chat."""
        if button and button.get("type") not in {"commands", "web_app", "default"}:
            raise Refused("can't parse menu button: MenuButton has unsupported type")
        self._menus[chat_id] = button or {"type": "default"}

    def menu(self, chat_id: int | None) -> Json:
        """The menu button of a chat."""
        return self._menus.get(chat_id) or self._menus.get(None, {"type": "commands"})


def _scope(scope: Any) -> str:
    return json.dumps(scope or DEFAULT, sort_keys=True)


def _language(code: str) -> str:
    if code and not re.fullmatch("[a-z]{2}", code):
        raise Refused("invalid language code specified")
    return code
