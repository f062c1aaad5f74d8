"""python-telegram-bot as it comes: `python -m bench.rivals.ptb sends|taps|start URL [--many]`."""

import argparse
import asyncio
from typing import Any

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler

from bench.rivals.work import TEXT, TOKEN, measured

KEYS = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("Done", callback_data="do:1:1"),
            InlineKeyboardButton("Hold timer", callback_data="hb:1:1"),
            InlineKeyboardButton("Pain", callback_data="pa:1"),
        ]
    ]
)


async def on_tap(update: Update, _: Any) -> None:
    """The least that a bot does about a tap."""
    query = update.callback_query
    assert query is not None  # noqa: S101  (registered for those)
    await query.answer()
    await query.edit_message_caption(TEXT, parse_mode="HTML", reply_markup=KEYS)


async def sends(url: str, count: int, at_once: int) -> None:
    """Send and say how long it took."""
    async with Bot(TOKEN, base_url=f"{url}/bot") as bot:
        await measured(
            lambda chat: bot.send_message(chat, TEXT, parse_mode="HTML", reply_markup=KEYS), count, at_once
        )


def taps(url: str, *, many: bool) -> None:
    """Answer taps until the end."""
    builder = Application.builder().token(TOKEN).base_url(f"{url}/bot")
    application = (builder.concurrent_updates(True) if many else builder).build()
    application.add_handler(CallbackQueryHandler(on_tap))
    application.run_polling()


def main() -> None:
    """Run one of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("sends", "taps"))
    parser.add_argument("url")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--at-once", type=int, default=64)
    parser.add_argument("--many", action="store_true", help="updates side by side")
    given = parser.parse_args()
    if given.what == "sends":
        asyncio.run(sends(given.url, given.count, given.at_once))
    else:
        taps(given.url, many=given.many)


if __name__ == "__main__":
    main()
