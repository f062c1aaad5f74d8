"""The end of a session: what was done, how it was, and what follows from it."""

from bot.domain.happening import Outcome
from bot.services.outcomes import Finished, Rated, TrainedToday
from content.catalogue import Catalogue
from content.texts import Texts
from handlers.actions.correcting import ShowDays
from handlers.actions.measuring import Tired
from handlers.actions.stopping import Pain
from handlers.actions.training import PressFelt, RateEffort, StartSession
from handlers.screen import Button, Screen, Style
from handlers.views import reasons
from handlers.views.correcting import SIGNS
from handlers.views.markup import bold, paragraphs, speak


def closing(done: Finished, catalogue: Catalogue, texts: Texts) -> Screen:
    """What is left of the living message when the session is over: what was done."""
    _ = speak(texts)
    lines = (
        f"{SIGNS[outcome]} {_(catalogue.guides[each.exercise_id].name)}"
        for each, outcome in zip(done.session.prescriptions, done.session.outcomes, strict=False)
    )
    rise = _("To get up: roll onto your side, push up with your hands, and take your time.")
    return Screen(paragraphs(bold(_("Session finished")), "\n".join(lines), rise), caption_only=True)


def ask_after(done: Finished, texts: Texts) -> Screen:
    """How the session was that is over just now."""
    idle = all(each is Outcome.SKIPPED for each in done.session.outcomes)
    return ask_effort(done.session_id, texts, idle=idle)


def ask_effort(session_id: int, texts: Texts, *, idle: bool = False) -> Screen:
    """How it was: the answer shapes the next dose; `idle` when everything was skipped."""
    _ = speak(texts)
    easy = Button(texts.gettext("Easy"), RateEffort(session_id, 0))
    return Screen(
        paragraphs(
            bold(_("That is fine. How was it?") if idle else _("Well done. How was it?")),
            _(
                "Nothing done today is nothing lost. Right: it was only the day. Hard: it was too much for you."
            )
            if idle
            else _(
                "Easy: you could have done three more. Right: one or two more. Hard: the last one was shaky."
            ),
        ),
        (
            (
                *(() if idle else (easy,)),
                Button(texts.gettext("Right"), RateEffort(session_id, 1)),
                Button(texts.gettext("Hard"), RateEffort(session_id, 2)),
            ),
            (
                Button(texts.gettext("Tired muscles"), Tired(session_id)),
                Button(texts.gettext("🛑 Pain"), Pain(session_id), Style.DANGER),
            ),
        ),
    )


def rated(
    answer: Rated, catalogue: Catalogue, texts: Texts, when: str | None, week: str | None = None
) -> Screen:
    """Thanks, what it means for each exercise, a word about the last week, and when we meet again."""
    _ = speak(texts)
    lines = (
        f"{bold(_(catalogue.guides[why.exercise_id].name))}: {reasons.so_far(why, texts)}"
        for why in answer.reasons
    )
    return Screen(
        paragraphs(
            _("Noted, thank you."),
            "\n".join(lines),
            None if answer.counts else _("A second session on one day does not count, and that is fine."),
            _("In these first days twice a day is fine: /today does it once more.")
            if answer.twice_a_day
            else None,
            week,
            _("See you {when}.", when=when) if when else None,
        )
    )


def ask_press(texts: Texts) -> Screen:
    """The question that opens everything after the floor press."""
    _ = speak(texts)
    return Screen(
        _(
            "One question before the next exercises: can you feel your back press your hand while you keep breathing?"
        ),
        (
            (
                Button(texts.gettext("Yes"), PressFelt(1), Style.SUCCESS),
                Button(texts.gettext("Not yet"), PressFelt(0)),
            ),
        ),
    )


def press_answered(felt: bool, texts: Texts) -> Screen:
    """What the answer opens."""
    _ = speak(texts)
    if felt:
        return Screen(
            _("Lovely: that is the base of everything. The gentle exercises open from the next session on.")
        )
    return Screen(_("No hurry. We stay with the floor press, and I ask again after the next sessions."))


def day_is_over(texts: Texts) -> Screen:
    """A session left open until its day was over."""
    _ = speak(texts)
    return Screen(
        _("That session ended with its day. What you did in it is noted."),
        (
            (Button(texts.gettext("▶️ Start today's session"), StartSession(0, 0), Style.SUCCESS),),
            (Button(texts.gettext("Correct a day"), ShowDays()),),
        ),
    )


def trained_today(done: TrainedToday, texts: Texts) -> Screen:
    """Today is done; once more is allowed and changes nothing."""
    _ = speak(texts)
    if done.enough:
        return Screen(_("Twice is plenty for one day. Rest is part of it: muscles adapt while you rest."))
    words = (
        _("Today is done. In these first days you may practise the floor press a second time if you like.")
        if done.only_press
        else _(
            "Today is done. Rest is part of it. If you feel like it you may do the gentle exercises once more; "
            "that does not count."
        )
    )
    return Screen(words, ((Button(texts.gettext("Once more"), StartSession(0, 2)),),))
