"""Why a dose is what it is, and what has to happen before the plan goes on: each in one plain sentence."""

from collections.abc import Callable, Mapping

from bot.domain.exercise import Exercise
from bot.domain.explaining import Why
from bot.domain.reason import Because, Reason
from bot.domain.refusal import Lack, Missing
from content.texts import N_, Texts
from handlers.views.doses import dose
from handlers.views.locks import following
from handlers.views.markup import bold, plural, speak

# What stands here is marked for translators; {on} is a date.
SENTENCES: Mapping[Reason, str] = {
    Reason.RED_FLAG: N_("This needs a medical check before any exercise."),
    Reason.PAIN: N_("You reported pain, so the plan rests."),
    Reason.RECOVERY: N_("A gentle way back."),
    Reason.GAP_SAME: N_("Welcome back: the same as last time."),
    Reason.GAP_STEP: N_("A week off, so one small step back."),
    Reason.GAP_THREE_QUARTERS: N_("Two weeks off: about three quarters."),
    Reason.GAP_HALF: N_("A longer break, so we begin again at about half."),
    Reason.GAP_FRESH: N_("A fresh start: we build it up together again."),
    Reason.SKIPPED: N_("Skipped last time, so it stays as it was."),
    Reason.SKIPPED_THRICE: N_("Skipped three times. Would another version suit you better?"),
    Reason.PARTIAL: N_("Not quite finished last time, so the same again."),
    Reason.PARTIAL_TWICE: N_("Cut short twice, so a little less."),
    Reason.HARD: N_("Last time was hard, so it stays here."),
    Reason.HARD_TWICE: N_("Hard twice, so one step easier."),
    Reason.DELOAD: N_("An easy week: rest is when muscles grow."),
    Reason.FIRST: N_("New: we begin low."),
    Reason.DAY_MISSED: N_("Ready to grow after the next full session."),
    Reason.UNANSWERED: N_("I do not know how last time was, so it stays."),
    Reason.RESTED: N_("A few days off, so nothing grows today."),
    Reason.SHORT: N_("Nothing grows in the short version."),
    Reason.WAITING_DAYS: N_("Ready: the next step comes from {on}."),
    Reason.WAITING_TURN: N_("Ready, but others grew this week. This one is next."),
    Reason.NO_ROOM: N_("Ready, but the session would get too long."),
    Reason.RISEN: N_("Steady enough: one step up."),
    Reason.TOP: N_("The top of its range. Now just keep it."),
    Reason.PLATEAU: N_("Steady for three weeks, and that is fine too."),
    Reason.CORRECTED: N_("You corrected a day, so I worked this out again."),
    Reason.LIMITED: N_("Kept within what your health answers allow."),
    Reason.VERSION: N_("The usual version again, no higher than you had it."),
    Reason.RETURNED: N_("Back again, from the lowest step."),
}


def because(why: Because, texts: Texts) -> str:
    """The reason in one sentence, escaped."""
    if why.reason is Reason.GATHERING:
        return plural(
            texts,
            "Good. One more point and it grows.",
            "Good. {n} more points and it grows.",
            max(1, why.more),
        )
    _ = speak(texts)
    return _(SENTENCES[why.reason], on=texts.day(why.on) if why.on else "")


def so_far(why: Why, texts: Texts) -> str:
    """What the last answer means for an exercise: how far it is on its way, or why it stays, escaped."""
    wanted = why.points_needed - why.points
    if why.because.reason in (Reason.FIRST, Reason.GATHERING) and wanted > 0:
        return because(Because(why.because.rule, Reason.GATHERING, more=wanted), texts)
    return because(why.because, texts)


def told(why: Why, exercise: Exercise, texts: Texts) -> str:
    """An exercise's dose, the rule and its reason, and what would change it next, escaped."""
    _ = speak(texts)
    amount = bold(dose(exercise, exercise.ladder.dose(why.rung), texts))
    step = _("step {rung} of {cap}", rung=why.rung + 1, cap=why.cap + 1)
    rule = _("Rule {number}:", number=why.because.rule)
    # The points of that day are old by now; how many are still wanted is told by what comes next.
    gathering = why.because.reason is Reason.GATHERING
    reason = _("Good: points are gathering.") if gathering else because(why.because, texts)
    return f"{amount} ({step})\n{rule} {reason}\n{following(why.outlook, texts)}"


def missing(lack: Missing, texts: Texts, clock: Callable[[Missing], str]) -> str:
    """One thing that has to happen first, escaped; `clock` writes its moment in the person's zone."""
    _ = speak(texts)
    if lack.urgent:
        return f"{_plainly(lack, texts, clock)} {bold(_(BOOK_NOW))}"
    return _plainly(lack, texts, clock)


def _plainly(lack: Missing, texts: Texts, clock: Callable[[Missing], str]) -> str:
    _ = speak(texts)
    match lack.lack:
        case Lack.HOURS:
            return _("Rest until {moment}.", moment=clock(lack))
        case Lack.WELL:
            return _("Be well again for a whole day: not before {moment}.", moment=clock(lack))
        case Lack.ZEROS:
            return plural(
                texts,
                "One more daily check-in of 0.",
                "{n} more daily check-ins of 0, on days in a row.",
                lack.count,
            )
        case Lack.CONSULTED_OR_ZEROS:
            return plural(
                texts,
                "Talk to a doctor or physiotherapist, or one more daily check-in of 0.",
                "Talk to a doctor or physiotherapist, or {n} more daily check-ins of 0.",
                lack.count,
            )
        case other:
            return _(LACKS[other])


BOOK_NOW = N_("Please book an appointment now: a week has gone by without two days of 0 in a row.")
LACKS: Mapping[Lack, str] = {
    Lack.EMERGENCY_CARD: N_("Answer the card of emergency signs."),
    Lack.URGENT_CARD: N_("Answer the card of urgent signs."),
    Lack.CONSULTED: N_("Talk to a doctor or physiotherapist about it."),
    Lack.CLEARANCE: N_("Let a doctor or physiotherapist examine you, and tell me when they said yes."),
    Lack.ZERO_TODAY: N_("A check-in of 0 on the day you begin again."),
    Lack.CARDS: N_("Answer the questions that are still open."),
    Lack.ADULT: N_("Lumbo is for adults."),
}
