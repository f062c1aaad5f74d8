"""Corrections: the last days, a session with its outcomes, and why something stays as it is."""

from datetime import date

from bot.domain.happening import Effort, Outcome
from bot.domain.refusal import Refusal
from bot.services.past import LastDays, Told
from content.catalogue import Catalogue
from content.texts import N_, Texts
from handlers.actions.correcting import SetAll, SetEffort, SetOutcome, ShowDay, ShowDays, TellUntold
from handlers.screen import Button, Screen
from handlers.views.markup import bold, paragraphs, speak

OUTCOMES = tuple(Outcome)
EFFORTS = tuple(Effort)
SIGNS = {Outcome.DONE: "✅", Outcome.PARTIAL: "◐", Outcome.SKIPPED: "–"}
WORDS = {Effort.EASY: N_("Easy"), Effort.RIGHT: N_("Right"), Effort.HARD: N_("Hard")}
REFUSALS = {
    Refusal.TOO_OLD: N_("Only the last three days can be corrected."),
    Refusal.IN_THE_FUTURE: N_("That day is still to come, so nothing has changed."),
    Refusal.WITH_PAIN: N_("Pain was told of since, so this stays as it is."),
    Refusal.TWO_ON_ONE_DAY: N_("Only one session a day counts, and that day has one."),
    Refusal.ALREADY_ANSWERED: N_("It stands like that already."),
}


def days(found: LastDays, texts: Texts) -> Screen:
    """Which day was different?"""
    _ = speak(texts)
    corrected = [
        (Button(texts.gettext("{day}: correct it").format(day=_day(on, texts)), ShowDay(session_id)),)
        for on, session_id in sorted(found.sessions.items(), reverse=True)
    ]
    told = [
        (
            Button(
                texts.gettext("{day}: I trained on my own").format(day=_day(on, texts)),
                TellUntold(on.toordinal()),
            ),
        )
        for on in found.free
    ]
    if not corrected and not told:
        return Screen(_("There is nothing to correct in the last three days."))
    return Screen(
        paragraphs(
            bold(_("Which day was different?")),
            _("The plan is worked out anew from there. What you were shown since does not grow by it."),
            _("A second session of a day counts for nothing, so it stays as it is.")
            if found.repeated
            else None,
        ),
        (*corrected, *told),
    )


def session(told: Told, catalogue: Catalogue, texts: Texts) -> Screen:
    """The outcomes of a session; a tap on one changes it."""
    _ = speak(texts)
    rows = []
    for index, (name, outcome) in enumerate(told.outcomes.items()):
        following = OUTCOMES[(OUTCOMES.index(outcome) + 1) % len(OUTCOMES)]
        label = f"{SIGNS[outcome]} {texts.gettext(catalogue.guides[name].name)}"
        rows.append((Button(label, SetOutcome(told.session_id, index, OUTCOMES.index(following))),))
    done = Outcome.DONE in told.outcomes.values()
    return Screen(
        paragraphs(
            bold(_day(told.day, texts)),
            _("Tap an exercise to change it: ✅ done, ◐ a part, – not done."),
        ),
        (
            *rows,
            (
                Button(texts.gettext("All done"), SetAll(told.session_id, 0)),
                Button(texts.gettext("Nothing was done"), SetAll(told.session_id, 2)),
            ),
            *((_efforts(told, texts),) if done else ()),
            (Button(texts.gettext("Other days"), ShowDays()),),
        ),
    )


def noted(on: date, texts: Texts) -> Screen:
    """Trained without telling."""
    _ = speak(texts)
    return Screen(
        _(
            "Noted for {day}: it ends the gap. The next session asks for the same as before.",
            day=_day(on, texts),
        )
    )


def refused(reason: Refusal, texts: Texts) -> str:
    """Why nothing was changed, as a toast."""
    return texts.gettext(REFUSALS.get(reason, N_("That cannot be corrected, so nothing has changed.")))


def _efforts(told: Told, texts: Texts) -> tuple[Button, ...]:
    return tuple(
        Button(
            f"{'✓ ' if effort is told.effort else ''}{texts.gettext(WORDS[effort])}",
            SetEffort(told.session_id, number),
        )
        for number, effort in enumerate(EFFORTS)
    )


def _day(on: date, texts: Texts) -> str:
    return f"{texts.weekday(on)}, {texts.day(on)}"
