"""The end of a session: what was done, how it was, and what follows from it."""

from bot.domain.happening import Outcome
from bot.services.outcomes import Finished, Rated
from content.catalogue import Catalogue
from content.texts import Texts
from handlers.actions.stopping import Pain
from handlers.actions.training import OptIn, PressFelt, RateEffort, StartSession
from handlers.screen import Button, Screen, Style
from handlers.views import reasons
from handlers.views.markup import bold, paragraphs, speak


def closing(done: Finished, catalogue: Catalogue, texts: Texts) -> Screen:
    """What is left of the living message when the session is over: what was done."""
    _ = speak(texts)
    signs = {Outcome.DONE: "✅", Outcome.PARTIAL: "◐", Outcome.SKIPPED: "–"}
    lines = (
        f"{signs[outcome]} {_(catalogue.guides[each.exercise_id].name)}"
        for each, outcome in zip(done.session.prescriptions, done.session.outcomes, strict=False)
    )
    return Screen(paragraphs(bold(_("Session finished")), "\n".join(lines)), caption_only=True)


def ask_effort(session_id: int, texts: Texts) -> Screen:
    """How it was: the answer shapes the next dose."""
    _ = speak(texts)
    return Screen(
        paragraphs(
            bold(_("Well done. How was it?")),
            _("Easy: three more would have gone. Right: one or two more. Hard: the last one was shaky."),
        ),
        (
            (
                Button(texts.gettext("Easy"), RateEffort(session_id, 0)),
                Button(texts.gettext("Right"), RateEffort(session_id, 1)),
                Button(texts.gettext("Hard"), RateEffort(session_id, 2)),
            ),
            (Button(texts.gettext("🛑 Pain"), Pain(session_id), Style.DANGER),),
        ),
    )


def rated(answer: Rated, catalogue: Catalogue, texts: Texts, when: str | None) -> Screen:
    """Thanks, what it means for each exercise, and when we meet again."""
    _ = speak(texts)
    lines = (
        f"{bold(_(catalogue.guides[why.exercise_id].name))}: {reasons.so_far(why, texts)}"
        for why in answer.reasons
    )
    return Screen(
        paragraphs(
            _("Noted, thank you."),
            "\n".join(lines),
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


def ask_opt_in(name: str, index: int, texts: Texts) -> Screen:
    """A demanding exercise is ready: it comes only with a yes."""
    _ = speak(texts)
    return Screen(
        _(
            "You are strong enough for a demanding exercise: {name}. It starts at its lowest step. Shall I add it?",
            name=texts.gettext(name),
        ),
        ((Button(texts.gettext("Yes, add it"), OptIn(index), Style.SUCCESS),),),
    )


def opted_in(texts: Texts) -> Screen:
    """The yes is noted."""
    return Screen(speak(texts)("Added: it comes with one of the next sessions."))


def trained_today(texts: Texts) -> Screen:
    """Today is done; once more is allowed and changes nothing."""
    _ = speak(texts)
    return Screen(
        _(
            "Today is done. Rest is part of it. If you feel like it you may do it once more; it does not count."
        ),
        ((Button(texts.gettext("Once more"), StartSession(0, 2)),),),
    )
