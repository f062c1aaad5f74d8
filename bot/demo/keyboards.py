"""Reply markups, checked as Telegram checks them."""

import re
from typing import Any, Final

from bot.demo.wire import Call, Json, Refused

STYLES: Final = frozenset({"primary", "success", "danger"})
ACTIONS: Final = (
    "callback_data",
    "url",
    "copy_text",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
)
MAX_BUTTONS: Final = 100


def reply_markup(call: Call) -> Json | None:
    """The markup of a call, checked; None when there is none."""
    markup = call.data("reply_markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise Refused("object expected as reply markup")
    if "inline_keyboard" in markup:
        return inline(markup)
    if "keyboard" in markup:
        return reply_keyboard(markup)
    if markup.get("remove_keyboard") or markup.get("force_reply"):
        return markup
    raise Refused("can't parse reply keyboard markup JSON object")


def inline(markup: Json) -> Json:
    """An inline keyboard: at most 100 buttons, each with one purpose and Telegram's limits."""
    rows = _rows(markup["inline_keyboard"], "inline keyboard")
    for row in rows:
        for button in row:
            _check_inline(button)
    return {"inline_keyboard": [row for row in rows if row]}


def reply_keyboard(markup: Json) -> Json:
    """A keyboard in place of the phone's own; a button given as bare text becomes an object."""
    rows = _rows(markup["keyboard"], "keyboard")
    rows = [[{"text": b} if isinstance(b, str) else b for b in row] for row in rows]
    for row in rows:
        for button in row:
            _check_common(button, "keyboard")
    return markup | {"keyboard": rows}


def _rows(rows: Any, name: str) -> list[list[Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise Refused(f'field "{name.replace(" ", "_")}" must be of type Array')
    if sum(len(row) for row in rows) > MAX_BUTTONS:
        raise Refused("REPLY_MARKUP_TOO_LONG")
    return rows


def _check_common(button: Any, kind: str) -> None:
    where = f"can't parse {kind} button"
    if not isinstance(button, dict):
        raise Refused(f"{where}: expected an Object")
    if not isinstance(button.get("text"), str):
        raise Refused(f'{where}: Field "text" must be of type String')
    if not button["text"].strip():
        raise Refused(f"{where}: text must be non-empty")
    if button.get("style") is not None and button["style"] not in STYLES:
        raise Refused(f"{where}: invalid button style specified")


def _check_inline(button: Any) -> None:
    _check_common(button, "inline keyboard")
    purposes = [name for name in ACTIONS if button.get(name) is not None]
    if not purposes:
        raise Refused("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(purposes) > 1:
        raise Refused("can't parse inline keyboard button: only one type of button is allowed")
    match purposes[0]:
        case "callback_data":
            if not 1 <= len(str(button["callback_data"]).encode()) <= 64:
                raise Refused("BUTTON_DATA_INVALID")
        case "url":
            _check_url(str(button["url"]))
        case "copy_text":
            text = button["copy_text"].get("text", "") if isinstance(button["copy_text"], dict) else ""
            if not 1 <= len(text) <= 256:
                raise Refused("BUTTON_COPY_TEXT_INVALID")


def _check_url(url: str) -> None:
    if not re.match(r"(https?|tg)://[^\s/]+", url):
        raise Refused(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def buttons(markup: Json | None) -> list[Json]:
    """All inline buttons in reading order."""
    return [button for row in (markup or {}).get("inline_keyboard", []) for button in row]
