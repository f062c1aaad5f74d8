"""aiogram as it comes: `python -m bench.rivals.aiogram_bot sends|taps URL [--database FILE]`."""

import argparse
import asyncio
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup

from bench.rivals.work import TEXT, TOKEN, measured

KEYS = InlineKeyboardMarkup(
    inline_keyboard=[
        [
            InlineKeyboardButton(text="Done", callback_data="do:1:1"),
            InlineKeyboardButton(text="Hold timer", callback_data="hb:1:1"),
            InlineKeyboardButton(text="Pain", callback_data="pa:1"),
        ]
    ]
)


async def on_tap(query: CallbackQuery) -> None:
    """The least that a bot does about a tap."""
    await query.answer()
    await query.message.edit_caption(caption=TEXT, parse_mode="HTML", reply_markup=KEYS)


async def sends(bot: Bot, count: int, at_once: int) -> None:
    """Send and say how long it took."""
    await measured(
        lambda chat: bot.send_message(chat, TEXT, parse_mode="HTML", reply_markup=KEYS), count, at_once
    )
    await bot.session.close()


async def taps(bot: Bot, database: str | None) -> None:
    """Answer taps until the end; with `database`, after one SQLModel transaction each."""
    dispatcher = Dispatcher()
    handler: Any = on_tap
    if database:
        from bench.rivals.counted import counting

        handler = await counting(database, on_tap)
    dispatcher.callback_query.register(handler)
    await dispatcher.start_polling(bot)


async def run(given: argparse.Namespace) -> None:
    """Run one of them."""
    server = TelegramAPIServer.from_base(given.url)
    bot = Bot(TOKEN, session=AiohttpSession(api=server))
    if given.what == "sends":
        await sends(bot, given.count, given.at_once)
    else:
        await taps(bot, given.database)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("sends", "taps"))
    parser.add_argument("url")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--at-once", type=int, default=64)
    parser.add_argument("--database")
    asyncio.run(run(parser.parse_args()))


if __name__ == "__main__":
    main()
