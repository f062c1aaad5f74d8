"""Delivers screens: sends, edits, and gets over everything that Telegram may say to an edit."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from html import unescape
from typing import Any, TypeVar

import structlog
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaAnimation,
    InputMediaPhoto,
    KeyboardButton,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from bot.services.pictures import Pictures
from bot.transport.failure import Dropped
from bot.transport.limiter import Lane
from handlers.codec import encode
from handlers.screen import Medium, Picture, Rows, Screen

CAPTION_LIMIT = 1024
logger = structlog.get_logger()
_T = TypeVar("_T")

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid", "there is no ")


@dataclass(frozen=True)
class Show:
    """Puts screens into one bot's private chats."""

    bot: ExtBot[Any]
    pictures: Pictures

    async def send(self, chat_id: int, screen: Screen) -> int:
        """Send `screen` as a new message; its message id. Telegram's own errors pass through."""
        return await _plainly_if_unparsable(screen, lambda each: self._send(chat_id, each))

    async def edit(self, message: Message, screen: Screen) -> int:
        """Put `screen` in place of `message`, or send it anew where that cannot be; the id it has now."""
        if not _fits(message, screen):
            await self.strip(message.chat_id, message.message_id)
            return await self.send(message.chat_id, screen)
        return await self.edit_known(
            message.chat_id, message.message_id, screen, has_media=_has_media(message)
        )

    async def edit_known(
        self, chat_id: int, message_id: int, screen: Screen, *, has_media: bool, lane: Lane = Lane.INTERACTIVE
    ) -> int:
        """As `edit`, for a message known only by its id."""
        try:
            await _plainly_if_unparsable(
                screen, lambda each: self._edit(chat_id, message_id, each, has_media, lane)
            )
        except BadRequest as error:
            text = str(error).lower()
            if "not modified" in text:
                return message_id
            if any(phrase in text for phrase in _GONE):
                return await self.send(chat_id, screen)
            raise
        return message_id

    async def paint(self, chat_id: int, message_id: int, screen: Screen) -> None:
        """Draw a timer in its message; dropped when the chat is busy, as the next drawing is more right."""
        try:
            await self.edit_known(chat_id, message_id, screen, has_media=True, lane=Lane.PAINT)
        except Dropped:
            logger.debug("drawing dropped")

    async def strip(self, chat_id: int, message_id: int) -> None:
        """Take the buttons off a message that is over; nothing happens if that cannot be."""
        try:
            await self.bot.edit_message_reply_markup(chat_id=chat_id, message_id=message_id)
        except TelegramError as error:
            logger.debug("buttons stay", error=type(error).__name__)

    async def _send(self, chat_id: int, screen: Screen) -> int:
        markup = _markup(screen)
        if screen.file is not None:
            sent = await self.bot.send_document(
                chat_id, screen.file.data, caption=screen.text, filename=screen.file.name,
                parse_mode=ParseMode.HTML, reply_markup=markup,
            )  # fmt: skip
        elif screen.picture is not None:
            sent = await self._with_picture(
                screen.picture, lambda media: self._send_picture(chat_id, screen, media, markup)
            )
        else:
            sent = await self.bot.send_message(
                chat_id, screen.text, parse_mode=ParseMode.HTML, reply_markup=markup,
                disable_notification=screen.silent, link_preview_options=_NO_PREVIEW,
            )  # fmt: skip
        return sent.message_id

    async def _send_picture(
        self, chat_id: int, screen: Screen, media: str | bytes, markup: Markup | None
    ) -> Message:
        picture = screen.picture
        if picture is not None and picture.medium is Medium.ANIMATION:
            return await self.bot.send_animation(
                chat_id, media, caption=screen.text, parse_mode=ParseMode.HTML, filename=picture.name,
                reply_markup=markup, disable_notification=screen.silent,
            )  # fmt: skip
        return await self.bot.send_photo(
            chat_id, media, caption=screen.text, parse_mode=ParseMode.HTML, reply_markup=markup,
            filename=picture.name if picture else None, disable_notification=screen.silent,
        )  # fmt: skip

    async def _edit(self, chat_id: int, message_id: int, screen: Screen, has_media: bool, lane: Lane) -> None:
        markup = _inline(screen.rows)
        if not has_media:
            await self.bot.edit_message_text(
                screen.text, parse_mode=ParseMode.HTML, reply_markup=markup,
                link_preview_options=_NO_PREVIEW, chat_id=chat_id, message_id=message_id,
                rate_limit_args=lane,
            )  # fmt: skip
        elif screen.picture is None or screen.caption_only:
            await self.bot.edit_message_caption(
                caption=screen.text,
                parse_mode=ParseMode.HTML,
                reply_markup=markup,
                chat_id=chat_id,
                message_id=message_id,
            )
        else:
            picture = screen.picture
            kind = InputMediaAnimation if picture.medium is Medium.ANIMATION else InputMediaPhoto

            async def swap(media: str | bytes) -> Message:
                content = kind(media, caption=screen.text, parse_mode=ParseMode.HTML, filename=picture.name)
                done = await self.bot.edit_message_media(
                    content,
                    reply_markup=markup,
                    chat_id=chat_id,
                    message_id=message_id,
                    rate_limit_args=lane,
                )
                assert isinstance(done, Message)  # noqa: S101  (True comes for inline messages only)
                return done

            await self._with_picture(picture, swap)

    async def _with_picture(
        self, picture: Picture, deliver: Callable[[str | bytes], Awaitable[Message]]
    ) -> Message:
        """Deliver by file id; upload when there is none yet, or when Telegram has lost it."""
        known = await self.pictures.file_id_of(picture.key)
        if known is not None:
            try:
                return await deliver(known)
            except BadRequest as error:
                if "file" not in str(error).lower() or "not modified" in str(error).lower():
                    raise
                await self.pictures.forget(picture.key)
        message = await deliver(await asyncio.to_thread(picture.read))
        sent = message.animation or (message.photo[-1] if message.photo else None)
        if sent is not None:
            await self.pictures.remember(picture.key, sent.file_id)
        return message


async def _plainly_if_unparsable(screen: Screen, deliver: Callable[[Screen], Awaitable[_T]]) -> _T:
    """A screen whose markup Telegram refuses is delivered without markup rather than not at all."""
    try:
        return await deliver(screen)
    except BadRequest as error:
        if "parse entities" not in str(error):
            raise
        logger.warning("screen sent without markup", error=type(error).__name__)
        return await deliver(replace(screen, text=unescape(re.sub(r"<[^<>]*>", "", screen.text))))


def _has_media(message: Message) -> bool:
    return bool(message.photo or message.animation or message.document or message.video)


def _fits(message: Message, screen: Screen) -> bool:
    """Whether `screen` can take the place of `message`: Telegram turns no text into a picture's caption."""
    if screen.file is not None or screen.asks_location or screen.drops_keys:
        return False
    if _has_media(message):
        return len(screen.text) <= CAPTION_LIMIT
    return screen.picture is None


def _markup(screen: Screen) -> Markup | None:
    if screen.asks_location:
        key = KeyboardButton(screen.asks_location, request_location=True)
        return ReplyKeyboardMarkup([[key]], resize_keyboard=True, one_time_keyboard=True)
    return ReplyKeyboardRemove() if screen.drops_keys else _inline(screen.rows)


def _inline(rows: Rows) -> InlineKeyboardMarkup | None:
    keys = [
        [
            InlineKeyboardButton(
                button.label, callback_data=encode(button.action), style=button.style or None
            )
            for button in row
        ]
        for row in rows
    ]
    return InlineKeyboardMarkup(keys) if keys else None
