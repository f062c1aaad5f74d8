"""The outcome of the screening cards, and /safety, where every answer can be looked at and changed."""

from bot.domain.cards import Card, Draft, reopened
from bot.domain.log import CheckedIn, EmergencyAnswered, UrgentAnswered
from bot.domain.missing import is_under_age
from bot.domain.plan import Plan
from bot.domain.safety import STOPPED
from bot.services.outcomes import CardNoted, Standing
from content.catalogue import Catalogue
from content.texts import N_, Texts
from handlers.actions.first import Open
from handlers.screen import Button, Rows, Screen
from handlers.views import cards, health, onboarding, pain, refit, resting
from handlers.views.markup import bold, paragraphs, speak
from handlers.views.menu import SAFETY

CHANGES = (
    (Card.AGE, N_("Age")),
    (Card.HEALTH, N_("Health")),
    (Card.EMERGENCY, N_("Emergency signs")),
    (Card.URGENT, N_("Urgent signs")),
    (Card.PAIN_NOW, N_("Pain now")),
)


def overview(shown: Standing, catalogue: Catalogue, texts: Texts, lead: str | None = None) -> Screen:
    """How things stand, the answers, what they do, and a button to answer each card anew."""
    _ = speak(texts)
    now = resting.standing(shown, texts)
    draft = shown.person.cards
    begun = draft is not None and not draft.first
    finish = (Button(texts.gettext("Finish the change"), cards.open_next(draft or Draft())),)
    return Screen(
        paragraphs(
            lead,
            bold(_("Safety")),
            now.text,
            _answers(shown.plan, texts),
            _shaped(shown.plan, catalogue, texts),
            _("A change that you began is not finished yet, so it does not count.") if begun else None,
            _("Every answer can be given anew, at any time:"),
        ),
        (*now.rows, *((finish,) if begun else ()), *_changes(texts)),
    )


def after(answer: CardNoted, catalogue: Catalogue, texts: Texts) -> tuple[Screen, ...]:
    """What follows a card: the next one, the outcome, or what has changed; the first takes its place."""
    match answer.event:
        case EmergencyAnswered(any=True):
            return (pain.emergency(texts, answer.stands.person.zone),)
        case UrgentAnswered(any=True):
            return (pain.urgent(texts, answer.stands.person.zone),)
        case CheckedIn():
            return (resting.standing(answer.stands, texts),)
    draft = answer.stands.person.cards
    if answer.event is None and draft is not None:
        return (cards.following(draft, texts),)
    if answer.first and answer.event is not None:
        return _screened(answer, catalogue, texts)
    return (_changed(answer, catalogue, texts),)


def _screened(answer: CardNoted, catalogue: Catalogue, texts: Texts) -> tuple[Screen, ...]:
    """The first cards are answered: on to the zone, after a word on what they do to the exercises."""
    plan, person = answer.stands.plan, answer.stands.person
    on = (onboarding.question(person, texts),) if person.zone is None else ()
    shaped = _shaped(plan, catalogue, texts)
    if plan is not None and plan.state in STOPPED:
        rests = resting.standing(answer.stands, texts)
        waits = plan.pause is not None and (plan.pause.after_pain or is_under_age(plan))
        return (Screen(paragraphs(rests.text, shaped), rests.rows), *(() if waits else on))
    thanks = Screen(paragraphs(speak(texts)("Thank you, nothing speaks against a gentle start."), shaped))
    return (thanks, *on) if shaped or not on else on


def _changed(answer: CardNoted, catalogue: Catalogue, texts: Texts) -> Screen:
    """An answer given anew: noted, with the way back to the exercise where a session is open."""
    _ = speak(texts)
    lead = _("Noted.") if answer.event else _("That is what you had told me; nothing has changed.")
    if answer.session is None:
        return overview(answer.stands, catalogue, texts, lead)
    rest = refit.told(answer.session, texts)
    return Screen(
        paragraphs(lead, rest, _shaped(answer.stands.plan, catalogue, texts)),
        (*refit.back(answer.session, texts), (Button(texts.gettext("Safety"), Open(SAFETY)),)),
    )


def _answers(plan: Plan | None, texts: Texts) -> str | None:
    if plan is None or plan.answers is None:
        return None
    answers = cards.summary(reopened(plan.answers), texts)
    return speak(texts)("Your answers: {answers}.", answers=answers)


def _shaped(plan: Plan | None, catalogue: Catalogue, texts: Texts) -> str | None:
    shaped = health.effects(plan, catalogue, texts) if plan else None
    return paragraphs(speak(texts)("What your answers do to the exercises:"), shaped) if shaped else None


def _changes(texts: Texts) -> Rows:
    keys = [Button(texts.gettext(label), cards.open_card(asked)) for asked, label in CHANGES]
    return (tuple(keys[:2]), tuple(keys[2:]))
