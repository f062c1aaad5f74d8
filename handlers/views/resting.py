"""A plan that rests: why, what has to happen first, and the way back."""

from bot.domain.plan import Need, PlanState
from bot.domain.refusal import Lack, Missing, Refusal
from bot.services.outcomes import Closed, Standing
from content.texts import N_, Texts
from handlers.actions.choosing import ShowEquipment, ShowExercises
from handlers.actions.first import Open
from handlers.actions.stopping import (
    Card,
    CheckIn,
    ClaimCleared,
    Cleared,
    Consulted,
    PauseIll,
    Restart,
    WellAgain,
)
from handlers.actions.training import Resume, StartSession
from handlers.screen import Button, Rows, Screen, Style
from handlers.views import reasons
from handlers.views.markup import bold, paragraphs, speak
from handlers.views.menu import HOME
from handlers.views.pain import EMERGENCY, URGENT, advice, card
from handlers.views.scale import scale

NEEDS = {
    Need.EMERGENCY: N_(
        "You named a sign that needs help at once, so everything rests until a doctor has seen you."
    ),
    Need.URGENT: N_("You named a sign that a doctor should look at today, so everything rests until then."),
    Need.SCREENING: N_("Your health answers need a doctor's or physiotherapist's yes first."),
    Need.UNDER_AGE: N_("Lumbo is for adults."),
    Need.PAIN: N_("This pain should be looked at by a doctor or physiotherapist before you go on."),
}


def restarted(texts: Texts) -> Screen:
    """The way back begins."""
    _ = speak(texts)
    return Screen(
        paragraphs(
            bold(_("Welcome back, gently.")),
            _("The first sessions are short and light. If anything hurts, tap Pain at once."),
        ),
        ((Button(texts.gettext("▶️ Start"), StartSession(0, 0), Style.SUCCESS),),),
    )


def ask_when_cleared(texts: Texts) -> Screen:
    """When did a clinician say yes?"""
    _ = speak(texts)
    return Screen(
        _("When did a doctor or physiotherapist examine you and say that gentle back exercises are fine?"),
        (
            (
                Button(texts.gettext("Today"), Cleared(0)),
                Button(texts.gettext("Yesterday"), Cleared(1)),
            ),
            (
                Button(texts.gettext("2-3 days ago"), Cleared(3)),
                Button(texts.gettext("A week ago"), Cleared(7)),
            ),
            (Button(texts.gettext("Nobody has yet"), Open(HOME)),),
        ),
    )


def closed(answer: Closed, texts: Texts) -> Screen:
    """No session now, and why."""
    if answer.reason is Refusal.RESCREEN_DUE:
        return card(EMERGENCY, texts)
    if answer.reason is Refusal.NOTHING_LEFT:
        return nothing_left(texts)
    return standing(Standing(answer.person, answer.plan, answer.missing), texts)


def nothing_left(texts: Texts) -> Screen:
    """Everything is left out, for health, by wish or for want of a thing: how to bring something back."""
    _ = speak(texts)
    return Screen(
        _(
            "There is nothing in today's session: every exercise is left out just now. Look what can come back."
        ),
        (
            (
                Button(texts.gettext("Exercises"), ShowExercises()),
                Button(texts.gettext("What I have"), ShowEquipment()),
            ),
        ),
    )


def standing(shown: Standing, texts: Texts) -> Screen:
    """How the plan stands, what has to happen first, and the buttons for it."""
    _ = speak(texts)
    plan = shown.plan
    if plan is None or plan.state in (PlanState.ACTIVE, PlanState.RECOVERY):
        return Screen(_("All is well: your plan is running."), _go(texts))
    if plan.state is PlanState.PAUSED_BY_USER:
        return _paused(shown, ill=plan.rest is not None and plan.rest.ill, texts=texts)
    need = plan.pause.need if plan.pause else None
    return Screen(
        paragraphs(
            bold(_("Your plan rests.")),
            _(NEEDS[need]) if need else None,
            _missing(shown, texts),
            _("How is it today, from 0 (nothing) to 10?") if _asks_today(shown.missing) else None,
            advice(texts),
        ),
        _ways(shown.missing, texts),
    )


def _paused(shown: Standing, *, ill: bool, texts: Texts) -> Screen:
    """One's own pause; after illness the way on is to be well for a day."""
    _ = speak(texts)
    if not ill:
        keys = (Button(texts.gettext("Go on"), Resume(), Style.SUCCESS),)
        ill_too = Button(texts.gettext("I am ill"), PauseIll())
        return Screen(_("Your plan is paused by your own wish."), ((*keys, ill_too),))
    well = (Button(texts.gettext("I have been well for a whole day"), WellAgain(), Style.SUCCESS),)
    return Screen(
        paragraphs(_("Get well first. Your plan waits, and nothing is lost."), _missing(shown, texts)),
        () if shown.missing else (well,),
    )


def safety(shown: Standing, texts: Texts) -> Screen:
    """The answers that keep exercise safe."""
    _ = speak(texts)
    now = standing(shown, texts)
    return Screen(
        paragraphs(
            bold(_("Safety")),
            now.text,
            _("If any sign of the card below is there, say so at any time:"),
        ),
        (*now.rows, (Button(texts.gettext("Open the card of warning signs"), Card(EMERGENCY, 2)),)),
    )


def refused(reason: Refusal, texts: Texts) -> str:
    """Why nothing was changed, as a toast."""
    if reason is Refusal.NOT_YET:
        return texts.gettext("Not yet: see what is still missing.")
    if reason is Refusal.IN_THE_FUTURE:
        return texts.gettext("That day is still to come.")
    if reason is Refusal.TOO_OLD:
        return texts.gettext("That was before this happened; it has to be looked at anew.")
    return texts.gettext("Already noted.")


def _missing(shown: Standing, texts: Texts) -> str | None:
    if not shown.missing:
        return None
    zone = shown.person.tzinfo()

    def clock(lack: Missing) -> str:
        local = lack.until.astimezone(zone) if lack.until else None
        return f"{texts.weekday(local.date())} {texts.clock(local.time())}" if local else ""

    lines = "\n".join(f"• {reasons.missing(each, texts, clock)}" for each in shown.missing)
    return f"{speak(texts)('Before you go on:')}\n{lines}"


def _asks_today(missing: tuple[Missing, ...]) -> bool:
    """Whether a check-in of today would help."""
    return any(each.lack in (Lack.ZEROS, Lack.ZERO_TODAY, Lack.CONSULTED_OR_ZEROS) for each in missing)


def _ways(missing: tuple[Missing, ...], texts: Texts) -> Rows:
    """A button for each thing that can be answered here and now."""
    lacks = {each.lack for each in missing}
    rows: list[tuple[Button, ...]] = []
    if _asks_today(missing):
        rows.extend(scale(CheckIn))
    if lacks & {Lack.EMERGENCY_CARD, Lack.URGENT_CARD}:
        which = EMERGENCY if Lack.EMERGENCY_CARD in lacks else URGENT
        rows.append((Button(texts.gettext("Answer the card of warning signs"), Card(which, 2)),))
    if lacks & {Lack.CONSULTED, Lack.CONSULTED_OR_ZEROS}:
        rows.append((Button(texts.gettext("I have talked to a doctor or physio"), Consulted(1)),))
    if Lack.CLEARANCE in lacks:
        rows.append((Button(texts.gettext("A clinician said yes"), ClaimCleared()),))
    if lacks <= {Lack.RESTART}:
        rows.append((Button(texts.gettext("Restart gently"), Restart(), Style.SUCCESS),))
    return tuple(rows)


def _go(texts: Texts) -> Rows:
    return ((Button(texts.gettext("▶️ Start"), StartSession(0, 0), Style.SUCCESS),),)
