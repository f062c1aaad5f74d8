"""The way back of a plan that rests: what lacks, the check-in of today, and a button for each thing."""

from collections.abc import Iterator, Set
from datetime import UTC

from bot.domain.cards import without_signs
from bot.domain.missing import READY
from bot.domain.plan import PlanState
from bot.domain.refusal import Lack, Missing
from bot.services.outcomes import Standing
from content.texts import Texts
from handlers.actions.stopping import Card, CheckIn, ClaimCleared, Consulted, Restart
from handlers.screen import Button, Rows, Style
from handlers.views import reasons
from handlers.views.cards import OPEN_AGE, open_next
from handlers.views.markup import speak
from handlers.views.pain import EMERGENCY, URGENT
from handlers.views.scale import scale


def missing(shown: Standing, texts: Texts) -> str | None:
    """What lacks, a line each; None when nothing does."""
    if not shown.missing:
        return None
    zone = shown.person.tzinfo()

    def clock(lack: Missing) -> str:
        local = lack.until.astimezone(zone or UTC) if lack.until else None
        utc = "" if zone else " UTC"
        return f"{texts.weekday(local.date())} {texts.clock(local.time())}{utc}" if local else ""

    if shown.missing == READY:
        return speak(texts)("Everything is there. Begin again, gently, whenever you like.")
    lines = "\n".join(f"• {reasons.missing(each, texts, clock)}" for each in shown.missing)
    return f"{speak(texts)('Before you go on:')}\n{lines}"


def today(shown: Standing, texts: Texts) -> str:
    """The check-in of today: the question, or what was told and what it means."""
    _ = speak(texts)
    told = next((each.worst for each in shown.missing if each.worst is not None), None)
    if told and shown.plan and shown.plan.pause and shown.plan.pause.unrated:
        return _(
            "You told of pain today, so a 0 counts from tomorrow. How strong is it, from 0 (nothing) to 10?"
        )
    if told == 1 and shown.plan and shown.plan.pains and shown.plan.pains[-1].nrs == 0:
        return _("You told of pain today, so a 0 counts from tomorrow. If it gets stronger, tell me:")
    if told is None:
        return _("How is it today, from 0 (nothing) to 10?")
    if told == 0:
        return _("Noted for today: 0. If it changes, tell me the new number:")
    return _(
        "Noted for today: {nrs}. The highest number of a day is the one that counts, so a 0 counts from tomorrow. If it gets stronger, tell me:",
        nrs=told,
    )


def asks_today(lacking: tuple[Missing, ...]) -> bool:
    """Whether a check-in of today would help."""
    return any(each.lack in (Lack.ZEROS, Lack.ZERO_TODAY, Lack.CONSULTED_OR_ZEROS) for each in lacking)


def waits(shown: Standing) -> bool:
    """Whether pain pauses the plan, and more is lacking than the button."""
    return shown.plan is not None and shown.plan.state is PlanState.PAUSED_PAIN and shown.missing != READY


def buttons(shown: Standing, texts: Texts) -> Rows:
    """A button for each thing that can be answered here and now."""
    lacks = {each.lack for each in shown.missing}
    check_in = scale(CheckIn) if asks_today(shown.missing) else ()
    keys = (*_card(shown, lacks, texts), *_clinician(lacks, texts), *_first_cards(shown, lacks, texts))
    restart = Button(texts.gettext("Restart gently"), Restart(), Style.SUCCESS)
    return (*check_in, *((key,) for key in keys), *(((restart,),) if lacks <= {Lack.RESTART} else ()))


def _card(shown: Standing, lacks: Set[Lack], texts: Texts) -> Iterator[Button]:
    """The cards of warning signs: where they are wanted, and while pain pauses the plan."""
    if lacks & {Lack.EMERGENCY_CARD, Lack.URGENT_CARD}:
        which = EMERGENCY if Lack.EMERGENCY_CARD in lacks else URGENT
        yield Button(texts.gettext("Answer the card of warning signs"), Card(which, 2))
    elif waits(shown):
        yield Button(texts.gettext("Warning signs"), Card(EMERGENCY, 2))


def _clinician(lacks: Set[Lack], texts: Texts) -> Iterator[Button]:
    """A word with a clinician, and their yes."""
    if lacks & {Lack.CONSULTED, Lack.CONSULTED_OR_ZEROS}:
        yield Button(texts.gettext("I have talked to a doctor or physio"), Consulted(1))
    if Lack.CLEARANCE in lacks:
        yield Button(texts.gettext("A clinician said yes"), ClaimCleared())


def _first_cards(shown: Standing, lacks: Set[Lack], texts: Texts) -> Iterator[Button]:
    """What the first cards left open, or a slip on them."""
    if Lack.CARDS in lacks and shown.person.cards is not None:
        asked = open_next(without_signs(shown.person.cards))
        yield Button(texts.gettext("Answer the remaining questions"), asked)
    if Lack.ADULT in lacks:
        yield Button(texts.gettext("I tapped the wrong age"), OPEN_AGE)
