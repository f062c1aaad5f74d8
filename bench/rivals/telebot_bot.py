"""pyTelegramBotAPI as it comes: `python -m bench.rivals.telebot_bot sends URL`."""

import argparse
import asyncio

from telebot import asyncio_helper
from telebot.async_telebot import AsyncTeleBot
from telebot.types import InlineKeyboardButton, InlineKeyboardMarkup

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


async def sends(url: str, count: int, at_once: int) -> None:
    """Send and say how long it took."""
    asyncio_helper.API_URL = f"{url}/bot{{0}}/{{1}}"
    bot = AsyncTeleBot(TOKEN)
    await measured(
        lambda chat: bot.send_message(chat, TEXT, parse_mode="HTML", reply_markup=KEYS), count, at_once
    )
    await bot.close_session()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("sends",))
    parser.add_argument("url")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--at-once", type=int, default=64)
    given = parser.parse_args()
    asyncio.run(sends(given.url, given.count, given.at_once))


if __name__ == "__main__":
    main()
