"""Delivers screens: sends, edits, and gets over everything that Telegram may say to an edit."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from html import unescape
from typing import TypeVar

import structlog
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.services.pictures import Pictures
from bot.transport.calls import Calls, number_of
from bot.transport.failure import Dropped
from bot.transport.incoming import Tapped
from bot.transport.limiter import Lane
from bot.transport.wire import Upload
from handlers.keys import inline, markup
from handlers.screen import Picture, Screen

CAPTION_LIMIT = 1024
logger = structlog.get_logger()
_T = TypeVar("_T")
_Parameters = dict[str, object]

_NO_PREVIEW = {"is_disabled": True}
_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")


@dataclass(frozen=True)
class Show:
    """Puts screens into one bot's private chats."""

    calls: Calls
    pictures: Pictures

    async def toast(self, query_id: str, text: str) -> None:
        """Answer a tap, with a short word or none. Telegram's own errors pass through."""
        await self.calls.call("answerCallbackQuery", {"callback_query_id": query_id, "text": text or None})

    async def send(self, chat_id: int, screen: Screen, lane: Lane = Lane.INTERACTIVE) -> int:
        """Send `screen` as a new message; its message id. Telegram's own errors pass through, and Dropped."""
        try:
            return await _plainly_if_unparsable(screen, lambda each: self._send(chat_id, each, lane))
        except BadRequest as error:
            if screen.picture is None:
                raise
            # It may be the picture or the chat: whoever can be reached gets the words and the buttons.
            _log_refused(screen.picture, error)
            return await self.send(chat_id, replace(screen, picture=None), lane)

    async def edit(self, chat_id: int, tapped: Tapped, screen: Screen) -> int:
        """Put `screen` in place of a message, or send it anew where that cannot be; the id it has now."""
        if not _fits(tapped, screen):
            sent = await self.send(chat_id, screen)
            await self.tidy(chat_id, tapped.message_id)
            return sent
        return await self.edit_known(chat_id, tapped.message_id, screen, has_media=tapped.has_picture)

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
            if lane is not Lane.PAINT or any(phrase in text for phrase in _GONE):
                # Whatever Telegram has against the old message, the new words have to arrive.
                return await self.send(chat_id, screen)
            if screen.picture is None:
                raise
            _log_refused(screen.picture, error)
            await self._edit_words(chat_id, message_id, screen, lane)
        return message_id

    async def _edit_words(self, chat_id: int, message_id: int, screen: Screen, lane: Lane) -> None:
        """Only the words and the buttons: of a message with another picture, or with none."""
        words = replace(screen, picture=None)
        try:
            await self._edit(chat_id, message_id, words, True, lane)
        except BadRequest as error:
            if "there is no caption" not in str(error).lower():
                raise
            await self._edit(chat_id, message_id, words, False, lane)

    async def paint(self, chat_id: int, message_id: int, screen: Screen) -> int | None:
        """Draw a timer's message, anew where it is gone; the id it has now.

        None when there was no room: the next drawing is more right anyway.
        """
        try:
            return await self.edit_known(chat_id, message_id, screen, has_media=True, lane=Lane.PAINT)
        except Dropped:
            return None

    async def strip(self, chat_id: int, message_id: int, lane: Lane = Lane.INTERACTIVE) -> None:
        """Take the buttons off a message that is over; nothing happens if that cannot be."""
        where = {"chat_id": chat_id, "message_id": message_id}
        try:
            await self.calls.call("editMessageReplyMarkup", where, lane)
        except TelegramError as error:
            logger.debug("buttons stay", error=type(error).__name__)

    async def tidy(self, chat_id: int, message_id: int) -> None:
        """As `strip`, beside an answer: where it would be too much at once, the old buttons stay.

        They change nothing any more, and say so when they are tapped.
        """
        await self.strip(chat_id, message_id, Lane.TIDY)

    async def _send(self, chat_id: int, screen: Screen, lane: Lane) -> int:
        where: _Parameters = {"chat_id": chat_id, "reply_markup": markup(screen)}
        if screen.silent:
            where["disable_notification"] = True
        if screen.file is not None:
            document = Upload(screen.file.name, screen.file.data)
            parameters = where | _caption(screen) | {"document": document}
            sent = await self.calls.call("sendDocument", parameters, lane)
        elif screen.picture is not None:
            sent = await self._send_picture(screen.picture, where | _caption(screen), lane)
        else:
            sent = await self.calls.call("sendMessage", where | _text(screen), lane)
        return number_of(sent)

    async def _send_picture(self, picture: Picture, parameters: _Parameters, lane: Lane) -> object:
        kind = picture.medium.value

        async def send(media: str | Upload) -> object:
            return await self.calls.call(f"send{kind.capitalize()}", parameters | {kind: media}, lane)

        return await self._with_picture(picture, send)

    async def _edit(self, chat_id: int, message_id: int, screen: Screen, has_media: bool, lane: Lane) -> None:
        where: _Parameters = {
            "chat_id": chat_id, "message_id": message_id, "reply_markup": inline(screen.rows),
        }  # fmt: skip
        if not has_media:
            await self.calls.call("editMessageText", where | _text(screen), lane)
        elif screen.picture is None or screen.caption_only:
            await self.calls.call("editMessageCaption", where | _caption(screen), lane)
        else:
            await self._swap_picture(screen.picture, where, _caption(screen), lane)

    async def _swap_picture(
        self, picture: Picture, where: _Parameters, caption: _Parameters, lane: Lane
    ) -> None:
        async def swap(media: str | Upload) -> object:
            uploaded = isinstance(media, Upload)
            content = {
                "type": picture.medium.value,
                "media": "attach://file" if uploaded else media,
            } | caption
            return await self.calls.call(
                "editMessageMedia", where | {"media": content, "file": media if uploaded else None}, lane
            )

        await self._with_picture(picture, swap)

    async def _with_picture(
        self, picture: Picture, deliver: Callable[[str | Upload], Awaitable[object]]
    ) -> object:
        """Deliver by file id; upload when there is none yet, or when Telegram has lost it."""
        known = await self.pictures.file_id_of(picture.key)
        if known is not None:
            try:
                return await deliver(known)
            except BadRequest as error:
                if "file" not in str(error).lower() or "not modified" in str(error).lower():
                    raise
                await self.pictures.forget(picture.key)
        sent = await deliver(Upload(picture.name, await asyncio.to_thread(picture.read)))
        file_id = _file_id(sent)
        if file_id is not None:
            await self.pictures.remember(picture.key, file_id)
        return sent


def _log_refused(picture: Picture, error: BadRequest) -> None:
    logger.warning("picture refused", picture=picture.name, reason=str(error))


async def _plainly_if_unparsable(screen: Screen, deliver: Callable[[Screen], Awaitable[_T]]) -> _T:
    """A screen whose markup Telegram refuses is delivered without markup rather than not at all."""
    try:
        return await deliver(screen)
    except BadRequest as error:
        if "parse entities" not in str(error):
            raise
        logger.warning("screen sent without markup", error=type(error).__name__)
        return await deliver(replace(screen, text=unescape(re.sub(r"<[^<>]*>", "", screen.text))))


def _fits(tapped: Tapped, screen: Screen) -> bool:
    """Whether `screen` can take the place of a message: Telegram turns no text into a picture's caption."""
    if screen.file is not None or screen.asks_location or screen.drops_keys:
        return False
    if tapped.has_picture:
        return len(screen.text) <= CAPTION_LIMIT
    return screen.picture is None


def _text(screen: Screen) -> _Parameters:
    return {"text": screen.text, "parse_mode": ParseMode.HTML.value, "link_preview_options": _NO_PREVIEW}


def _caption(screen: Screen) -> _Parameters:
    return {"caption": screen.text, "parse_mode": ParseMode.HTML.value}


def _file_id(sent: object) -> str | None:
    """What Telegram calls the picture of a message, in the largest of its sizes."""
    message = sent if isinstance(sent, dict) else {}
    film = message.get("animation") or (message.get("photo") or [None])[-1]
    found = film.get("file_id") if isinstance(film, dict) else None
    return found if isinstance(found, str) else None
