"""The screening cards: six short questions in plain words, each one message."""

from bot.domain.cards import AGES, Card, Draft, next_card
from bot.domain.refusal import Refusal
from bot.domain.screening import AgeBand, Health
from bot.services.outcomes import CardRefused
from content.texts import N_, Texts
from handlers.actions.screening import AnswerCard, OpenCard, Tick
from handlers.screen import Button, Rows, Screen, Style
from handlers.views.markup import bold, paragraphs, speak
from handlers.views.pain import ANY_OF_THESE, EMERGENCY, URGENT, signs
from handlers.views.scale import scale

CARDS = tuple(Card)
ITEMS = tuple(Health)
AGE_LABELS = {
    AgeBand.UNDER_18: N_("Under 18"),
    AgeBand.FROM_18: "18–49",
    AgeBand.FROM_50: "50–69",
    AgeBand.FROM_70: N_("70 or over"),
}
LABELS = {
    Health.OSTEOPOROSIS: N_("Osteoporosis, or a broken bone in the back"),
    Health.DISC: N_("A disc problem"),
    Health.NARROWING: N_("A narrow spinal canal or slipped vertebra"),
    Health.SURGERY: N_("Back or belly surgery in the last 12 months"),
    Health.PREGNANCY: N_("Pregnant, or gave birth in the last 12 weeks"),
    Health.HEART: N_("Heart trouble, high blood pressure, fainting"),
    Health.HERNIA: N_("A hernia"),
    Health.LEG_PAIN: N_("Leg pain below the knee"),
    Health.LONG_PAIN: N_("Back pain for over 6 weeks, no better"),
    Health.TOLD_NOT_TO: N_("I was told not to exercise"),
    Health.STIFF_MORNINGS: N_("Stiff for half an hour most mornings"),
    Health.WRIST_KNEE: N_("Wrist or knee"),
    Health.HIP: N_("Hip"),
    Health.SHOULDER: N_("Shoulder"),
    Health.NECK: N_("Neck"),
}
"""The items of the health card in the order shown; the joints, at the end, two to a row."""
JOINTS = 4
CHANGES = (
    (Card.AGE, N_("Change age")),
    (Card.HEALTH, N_("Change health")),
    (Card.PAIN_NOW, N_("Change pain")),
)


def card(asked: Card, draft: Draft, texts: Texts, note: str | None = None) -> Screen:
    """One card; `note`, already escaped, says why it is there again."""
    match asked:
        case Card.AGE:
            shown = age(texts, first=draft.first and draft.age is None)
        case Card.NEW_PAIN | Card.ACTIVE:
            shown = of_age(asked, texts)
        case Card.EMERGENCY | Card.URGENT:
            shown = warning_signs(asked, texts)
        case Card.HEALTH:
            shown = health(draft, texts)
        case Card.PAIN_NOW:
            shown = pain_now(texts)
        case Card.CONFIRM:
            shown = confirm(draft, texts)
    return Screen(paragraphs(note, shown.text), shown.rows)


def following(draft: Draft, texts: Texts) -> Screen:
    """The first card without an answer."""
    return card(next_card(draft) or Card.CONFIRM, draft, texts)


def refused(answer: CardRefused, texts: Texts) -> Screen:
    """The same card once more, with what was wrong."""
    return card(answer.card, answer.cards, texts, _complaint(answer, texts))


def age(texts: Texts, *, first: bool) -> Screen:
    """Card 1."""
    _ = speak(texts)
    keys = tuple(
        Button(texts.gettext(label), _answer(Card.AGE, AGES.index(band)))
        for band, label in AGE_LABELS.items()
    )
    lead = _("Six short questions, so that the exercises suit you. /safety changes any answer later.")
    return Screen(paragraphs(lead if first else None, bold(_("How old are you?"))), (keys[1:], (keys[0],)))


def of_age(asked: Card, texts: Texts) -> Screen:
    """What is asked from 50 and from 70 on."""
    _ = speak(texts)
    yes, no = Button(texts.gettext("Yes"), _answer(asked, 1)), Button(texts.gettext("No"), _answer(asked, 0))
    if asked is Card.NEW_PAIN:
        hint = _("No pain at all counts as a No.")
        return Screen(paragraphs(bold(_("Is there any new back pain?")), hint), ((no, yes),))
    hint = _("A daily walk is enough.")
    return Screen(paragraphs(bold(_("Are you active on most days?")), hint), ((yes, no),))


def warning_signs(asked: Card, texts: Texts) -> Screen:
    """Cards 2 and 3."""
    _ = speak(texts)
    which = EMERGENCY if asked is Card.EMERGENCY else URGENT
    return Screen(
        paragraphs(bold(_(ANY_OF_THESE)), signs(which, texts)),
        (
            (
                Button(texts.gettext("None of these"), _answer(asked, 0)),
                Button(texts.gettext("One or more"), _answer(asked, 1), Style.DANGER),
            ),
        ),
    )


def health(draft: Draft, texts: Texts) -> Screen:
    """Card 4: an item to a row, each with its tick."""
    _ = speak(texts)
    keys = [_tick(item, item in draft.health, texts) for item in LABELS]
    joints = keys[-JOINTS:]
    rows: Rows = tuple((key,) for key in keys[:-JOINTS])
    none = Button(texts.gettext("None of these"), _answer(Card.HEALTH, 0))
    done = Button(texts.gettext("Done"), _answer(Card.HEALTH, 1), Style.SUCCESS)
    return Screen(
        paragraphs(
            bold(_("Do any of these apply to you?")),
            _("Tap all that do, then Done. The last four: trouble in that joint."),
        ),
        (*rows, tuple(joints[:2]), tuple(joints[2:]), (none, done)),
    )


def pain_now(texts: Texts) -> Screen:
    """Card 5."""
    _ = speak(texts)
    return Screen(
        bold(_("How much pain is there just now, from 0 (none) to 10?")),
        scale(lambda number: _answer(Card.PAIN_NOW, number)),
    )


def confirm(draft: Draft, texts: Texts) -> Screen:
    """Card 6, with the answers so far to look over."""
    _ = speak(texts)
    return Screen(
        paragraphs(
            _("Your answers: {answers}.", answers=summary(draft, texts)),
            bold(
                _(
                    "This is general exercise information and not medical advice. "
                    "Stop as soon as anything hurts."
                )
            ),
        ),
        (
            (Button(texts.gettext("I understand"), _answer(Card.CONFIRM, 1), Style.SUCCESS),),
            tuple(
                Button(texts.gettext(label), open_card(asked))
                for asked, label in CHANGES
                if draft.asks_now or asked is not Card.PAIN_NOW
            ),
        ),
    )


def summary(draft: Draft, texts: Texts) -> str:
    """Age, health and, where it was asked, pain in one line, not escaped."""
    years = texts.gettext(AGE_LABELS[draft.age]) if draft.age else "–"
    told = [years, named(draft.health, texts) or texts.gettext("no health item")]
    if draft.pain_now is not None:
        told.append(texts.gettext("pain {n}").format(n=draft.pain_now))
    return " · ".join(told)


def named(items: frozenset[Health], texts: Texts) -> str:
    """Items of the health card in their order, not escaped."""
    return ", ".join(texts.gettext(label) for item, label in LABELS.items() if item in items)


def open_card(asked: Card) -> OpenCard:
    """The button's meaning: ask this card again."""
    return OpenCard(CARDS.index(asked))


OPEN_AGE = open_card(Card.AGE)


def open_next(draft: Draft) -> OpenCard:
    """The button's meaning: ask the first card without an answer."""
    return open_card(next_card(draft) or Card.CONFIRM)


def _answer(asked: Card, answer: int) -> AnswerCard:
    return AnswerCard(CARDS.index(asked), answer)


def _tick(item: Health, on: bool, texts: Texts) -> Button:
    return Button(f"{'☑' if on else '☐'} {texts.gettext(LABELS[item])}", Tick(ITEMS.index(item), int(not on)))


def _complaint(answer: CardRefused, texts: Texts) -> str:
    _ = speak(texts)
    if answer.reason is not Refusal.CONTRADICTORY:
        return _("That number is not on this card, so nothing has changed.")
    if not answer.cards.health:
        return _("Nothing is ticked yet. If none of them applies to you, tap None of these.")
    return _(
        "You ticked {items}, so None of these cannot be true as well. Take the ticks away first, or tap Done.",
        items=named(answer.cards.health, texts),
    )
