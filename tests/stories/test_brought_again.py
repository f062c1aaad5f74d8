"""Updates that come again, and questions asked until they are answered: nothing is lost or doubled."""

import sqlite3
from contextlib import closing

import pytest

from bot.domain.faults import StorageUnavailable
from bot.services.pain import PainReports
from bot.transport.intake import Verdict
from tests.chat import Chatter, Message, World, labels_of, text_of


def said(anna: Chatter, text: str) -> dict[str, object]:
    """A raw message, as Telegram delivers it."""
    return {
        "message_id": 9000,
        "date": 1795500000,
        "text": text,
        "chat": {"id": anna.id, "type": "private", "first_name": "Anna"},
        "from": {"id": anna.id, "is_bot": False, "first_name": "Anna"},
        "entities": [{"type": "bot_command", "offset": 0, "length": len(text)}],
    }


def tapped(anna: Chatter, message: Message, key: int, *, update_id: int) -> dict[str, object]:
    """A raw tap on the n-th button of the first row, as Telegram delivers it."""
    data = message["reply_markup"]["inline_keyboard"][0][key]["callback_data"]
    sender = {"id": anna.id, "is_bot": False, "first_name": "Anna"}
    query = {"id": str(update_id), "from": sender, "chat_instance": "1", "message": message, "data": data}
    return {"update_id": update_id, "callback_query": query}


async def test_an_update_that_meets_no_database_comes_again(
    world: World, anna: Chatter, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = world.app.database.file
    if path is None:
        return  # PostgreSQL is cut off by `make kills`
    monkeypatch.setattr("db.sqlite.PATIENCE", 0.05)
    raw = {"update_id": 5000, "message": said(anna, "/pause")}
    with closing(sqlite3.connect(path, isolation_level=None)) as locker:
        locker.execute("BEGIN IMMEDIATE")
        assert await world.app.handle(raw) is Verdict.AGAIN
        locker.execute("ROLLBACK")
    assert not anna.sees("Your plan is paused")
    assert await world.app.handle(raw) is Verdict.DONE
    assert anna.sees("Your plan is paused")


async def test_a_redelivered_tap_changes_nothing_and_asks_the_open_question_again(
    world: World, anna: Chatter
) -> None:
    living = await anna.says("/today")
    raw = tapped(anna, living, 0, update_id=7001)
    assert await world.app.handle(raw) is Verdict.DONE
    assert "How was it" in text_of(anna.last())
    before = await world.app.services.privacy.export(anna.id)
    await world.restart()
    assert await world.app.handle(raw) is Verdict.DONE
    after = await world.app.services.privacy.export(anna.id)
    assert before.count(b"SessionClosed") == after.count(b"SessionClosed") == 1
    assert any("How was it" in text_of(each) for each in anna.messages()[-1:])


async def test_a_redelivered_start_of_a_session_shows_the_same_session(world: World, anna: Chatter) -> None:
    raw = {"update_id": 7100, "message": said(anna, "/today")}
    await world.app.handle(raw)
    await world.restart()
    await world.app.handle(raw)
    assert "Floor press" in text_of(anna.last())
    assert (await world.app.services.privacy.export(anna.id)).count(b"SessionBuilt") == 1


async def test_an_unrated_pain_is_asked_about_again(anna: Chatter) -> None:
    await anna.says("/pain")
    for command in ("/start", "/resume"):
        assert labels_of(await anna.says(command))[:3] == ["0", "1", "2"]
        assert "How strong" in text_of(anna.last())


async def test_each_question_after_a_pain_is_asked_until_it_is_answered(world: World, anna: Chatter) -> None:
    await world.passes(minutes=1)
    await anna.says("/pain")
    answers = (("3", "Where is it"), ("Low back", "numb or tingling"), ("None", "fever"))
    for answer, question in answers:
        await anna.taps(answer)
        for command in ("/start", "/resume"):
            assert question in text_of(await anna.says(command))
    assert "Your plan rests" in text_of(await anna.taps("None"))
    assert "Your plan rests" in text_of(await anna.says("/start"))


async def test_a_report_of_pain_is_not_taken_for_handled_by_what_a_command_notes_before_it(
    world: World, anna: Chatter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bot that dies between the two brings the report back to the next one."""
    await anna.says("/settings")
    await anna.taps("Change hour")
    real = PainReports.report
    failed: list[None] = []

    async def dies(reports: PainReports, user_id: int, after: int = 0) -> object:
        if not failed:
            failed.append(None)
            raise StorageUnavailable
        return await real(reports, user_id, after)

    monkeypatch.setattr(PainReports, "report", dies)
    await anna.says("/pain")
    assert failed and anna.sees("Everything rests now")
    await world.passes(minutes=40)
    assert anna.invitations() == []
