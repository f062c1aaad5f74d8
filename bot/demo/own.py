"""Methods about the bot itself: who it is, its words and commands, its files, answers to taps."""

from typing import Any, Final

from bot.demo.wire import Call, Json, Refused
from bot.demo.world import World

TOO_OLD: Final = "query is too old and response timeout expired or query ID is invalid"
MAX_TOAST: Final = 200
WORDS: Final = {"Name": "name", "Description": "description", "ShortDescription": "short_description"}


def get_me(world: World, call: Call) -> Json:
    """getMe: the bot as a user, with what it may do."""
    return world.bot_user() | {
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def answer_query(world: World, call: Call) -> bool:
    """answerCallbackQuery: once, in time, at most 200 characters."""
    query = world.queries.get(call.text("callback_query_id"))
    if len(call.text("text")) > MAX_TOAST:
        raise Refused("MESSAGE_TOO_LONG")
    age = (world.now() - query.at).total_seconds() if query else 0.0
    if query is None or query.answered or age > world.rules.callback_age:
        raise Refused(TOO_OLD)
    query.answered = True
    toast = {"query_id": query.id, "text": call.text("text"), "alert": call.flag("show_alert")}
    world.people[query.user_id].toasts.append(toast)
    world.hub.tell(query.user_id, {"type": "toast"} | toast)
    return True


def set_words(world: World, call: Call) -> bool:
    """setMyName, setMyDescription, setMyShortDescription."""
    what = WORDS[call.method.removeprefix("setMy")]
    world.profile.set_words(what, call.text("language_code"), call.text(what))
    for person in world.people.values():
        world.hub.tell(person.id, {"type": "bot", "bot": world.introduced(person)})
    return True


def get_words(world: World, call: Call) -> Json:
    """getMyName, getMyDescription, getMyShortDescription."""
    what = WORDS[call.method.removeprefix("getMy")]
    words = world.profile.exact_words(what, call.text("language_code"))
    return {what: words or ("Lumbo" if what == "name" else "")}


def set_commands(world: World, call: Call) -> bool:
    """setMyCommands and deleteMyCommands."""
    wanted: Any = (call.data("commands") or []) if call.method == "setMyCommands" else []
    world.profile.set_commands(wanted, call.data("scope"), call.text("language_code"))
    for person in world.people.values():
        commands = world.profile.commands_for(person.id, person.language_code or "")
        world.hub.tell(person.id, {"type": "commands", "commands": commands})
    return True


def get_commands(world: World, call: Call) -> list[Json]:
    """getMyCommands: of exactly this scope and language."""
    return world.profile.commands(call.data("scope"), call.text("language_code"))


def set_menu(world: World, call: Call) -> bool:
    """setChatMenuButton."""
    world.profile.set_menu(call.chat_id, call.data("menu_button"))
    return True


def get_menu(world: World, call: Call) -> Json:
    """getChatMenuButton."""
    return world.profile.menu(call.chat_id)


def get_file(world: World, call: Call) -> Json:
    """getFile: where the bytes of a file id are."""
    try:
        stored = world.files.by_id(call.text("file_id"))
    except Refused:
        raise Refused("invalid file_id") from None
    return world.files.described(stored) | {"file_path": stored.path}


def get_chat(world: World, call: Call) -> Json:
    """getChat: the user's names, as ChatFullInfo."""
    limits = {"accent_color_id": 0, "max_reaction_count": 11}
    gifts = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"),
        False,
    )
    return world.person(call.chat_id).chat() | limits | {"accepted_gift_types": gifts}
