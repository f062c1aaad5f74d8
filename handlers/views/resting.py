"""A plan that rests: why, what has to happen first, and the way back."""

from collections.abc import Iterator

from bot.domain.missing import is_under_age
from bot.domain.plan import Need, Plan, PlanState
from bot.domain.refusal import Refusal
from bot.domain.safety import TRAINING
from bot.domain.unanswered import open_question
from bot.services.outcomes import Closed, Standing
from content.texts import N_, Texts
from handlers.actions.choosing import ShowEquipment, ShowExercises
from handlers.actions.first import Open
from handlers.actions.stopping import (
    Cleared,
    PauseIll,
    TakeIllnessBack,
    WellAgain,
)
from handlers.actions.training import Resume, StartSession
from handlers.screen import Button, Rows, Screen, Style
from handlers.views import way_back
from handlers.views.calling import call_now
from handlers.views.health import wanted_for
from handlers.views.markup import bold, paragraphs, speak
from handlers.views.menu import HOME
from handlers.views.pain import advice, question

NEEDS = {
    Need.EMERGENCY: N_(
        "You named a sign that needs help at once, so everything rests until a doctor has seen you."
    ),
    Need.URGENT: N_("You named a sign that a doctor should look at today, so everything rests until then."),
    Need.SCREENING: N_(
        "Please ask a doctor or physiotherapist whether gentle floor exercises suit you, because of what you told me:"
    ),
    Need.UNDER_AGE: N_(
        "Lumbo is for people of 18 and over. A doctor, a physiotherapist or a sports teacher can show you exercises that suit your age."
    ),
    Need.PAIN: N_("This pain should be looked at by a doctor or physiotherapist before you go on."),
}

WRONG_DAYS = {
    Refusal.IN_THE_FUTURE: N_("That day is still to come, so nothing has changed."),
    Refusal.TOO_OLD: N_(
        "That was before this happened, so nothing has changed: it has to be looked at anew."
    ),
}
DAILY_LIFE = N_("Meanwhile keep moving gently through your day rather than staying in bed.")
NOT_A_DAY = N_("I did not catch a date in that.")


def restarted(plan: Plan, texts: Texts) -> Screen:
    """The way back begins: light after pain, and without what does not suit after a word of health."""
    _ = speak(texts)
    light = plan.recovery is not None
    return Screen(
        paragraphs(
            bold(_("Welcome back, gently.") if light else _("Now you can go on.")),
            _("The first sessions are short and light. If anything hurts, tap Pain at once.")
            if light
            else _("What does not suit you stays out. If anything hurts, tap Pain at once."),
        ),
        ((Button(texts.gettext("▶️ Start"), StartSession(0, 0), Style.SUCCESS),),),
    )


def ask_when_cleared(texts: Texts, note: str | None = None) -> Screen:
    """When did a clinician say yes? `note`, one of the sentences here, says why it is asked once more."""
    _ = speak(texts)
    return Screen(
        paragraphs(
            _(note) if note else None,
            _(
                "When did a doctor or physiotherapist examine you and say that gentle back exercises are fine?"
            ),
            _("Tap a day, or type the date, such as 2026-03-31 or 31.3.2026."),
        ),
        (
            (
                Button(texts.gettext("Today"), Cleared(0)),
                Button(texts.gettext("Yesterday"), Cleared(1)),
            ),
            (
                Button(texts.gettext("3 days ago"), Cleared(3)),
                Button(texts.gettext("A week ago"), Cleared(7)),
            ),
            (Button(texts.gettext("Nobody has yet"), Open(HOME)),),
        ),
    )


def closed(answer: Closed, texts: Texts) -> Screen:
    """No session now, and why."""
    if answer.reason is Refusal.NOTHING_LEFT:
        return nothing_left(texts)
    if asked := open_question(answer.plan):
        return question(asked, texts)
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
    if plan is None or plan.state in TRAINING:
        return Screen(_("All is well: your plan is running."), _go(texts))
    if plan.state is PlanState.PAUSED_BY_USER:
        return _paused(shown, ill=plan.rest is not None and plan.rest.ill, texts=texts)
    return Screen(
        paragraphs(
            bold(_("Your plan rests.")),
            *_why(plan, shown.person.zone, texts),
            None if is_under_age(plan) else way_back.missing(shown, texts),
            way_back.today(shown, texts) if way_back.asks_today(shown.missing) else None,
            _(DAILY_LIFE) if way_back.waits(shown) else None,
            advice(texts) if _wants_advice(plan) else None,
        ),
        way_back.buttons(shown, texts),
    )


def _wants_advice(plan: Plan) -> bool:
    """Whether somebody should still be talked to: there was pain, and no word of a clinician yet."""
    pause = plan.pause
    return pause is None or (pause.after_pain and not pause.consulted and pause.cleared_on is None)


def _why(plan: Plan, zone: str | None, texts: Texts) -> Iterator[str]:
    """Why a plan rests, and what is urgent about it."""
    _ = speak(texts)
    pause = plan.pause
    if pause is None or pause.need is None:
        return
    if pause.cleared_on is not None:
        yield _("Noted: somebody examined you and said yes on {day}.", day=texts.day(pause.cleared_on))
        return
    yield _(NEEDS[Need.UNDER_AGE if is_under_age(plan) else pause.need])
    if pause.need is Need.EMERGENCY:
        yield call_now(texts, zone)
    if not is_under_age(plan):
        yield wanted_for(plan, texts) or ""


def _paused(shown: Standing, *, ill: bool, texts: Texts) -> Screen:
    """One's own pause; after illness the way on is to be well for a day."""
    _ = speak(texts)
    if not ill:
        keys = (Button(texts.gettext("Go on"), Resume(), Style.SUCCESS),)
        ill_too = Button(texts.gettext("I am ill"), PauseIll())
        return Screen(_("Your plan is paused by your own wish."), ((*keys, ill_too),))
    well = (Button(texts.gettext("I have been well for a whole day"), WellAgain(), Style.SUCCESS),)
    slip = (Button(texts.gettext("I am not ill after all"), TakeIllnessBack()),)
    return Screen(
        paragraphs(
            _("Get well first. Your plan waits, and nothing is lost."), way_back.missing(shown, texts)
        ),
        (slip,) if shown.missing else (well, slip),
    )


def refused(reason: Refusal, texts: Texts) -> str:
    """Why nothing was changed, as a toast."""
    if reason is Refusal.NOT_YET:
        return texts.gettext("Not yet: see what is still missing.")
    return texts.gettext("Already noted.")


def _go(texts: Texts) -> Rows:
    return ((Button(texts.gettext("▶️ Start"), StartSession(0, 0), Style.SUCCESS),),)
