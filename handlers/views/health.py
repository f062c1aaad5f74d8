"""What health answers lead to: why a clinician's yes is wanted, and what they do to the exercises."""

from collections.abc import Iterator, Mapping

from bot.domain import screening, tags
from bot.domain.plan import Plan
from bot.domain.screening import TAGGED, Answers, Health
from bot.domain.tags import MAX_HOLD_WITH_HEART, Effect
from content.catalogue import Catalogue
from content.texts import N_, Texts
from handlers.views.cards import LABELS
from handlers.views.markup import bold, speak

REASONS: Mapping[Health, str] = {
    Health.OSTEOPOROSIS: N_("bones that break easily want bending and lifting chosen with care."),
    Health.DISC: N_("whether bending suits you is for somebody who has examined you to say."),
    Health.NARROWING: N_("arching the back is often not for you, and somebody should look first."),
    Health.SURGERY: N_("what was operated on has to be ready for it; your surgeon's team knows."),
    Health.PREGNANCY: N_("your midwife or doctor knows what suits you now."),
    Health.HEART: N_("holding still under effort raises the blood pressure for a moment."),
    Health.HERNIA: N_("lifting the legs or the chest presses on it."),
    Health.LEG_PAIN: N_("pain that runs so far down should be looked at first."),
    Health.LONG_PAIN: N_("pain that has lasted so long should be looked at first."),
    Health.TOLD_NOT_TO: N_("that word counts, whoever else said yes, until the same people lift it."),
}
NEW_PAIN = N_("New back pain at your age: somebody should look at it first.")
INACTIVE = N_("Little movement so far, at your age: somebody should say how to begin.")
PAIN_NOW = N_("Pain today: I only go with people who are free of it, or whom somebody has examined.")


def wanted_for(plan: Plan, texts: Texts) -> str | None:
    """Why a clinician's yes is wanted, a line for each answer, escaped; None when the cards want none."""
    if plan.answers is None:
        return None
    lines = "\n".join(f"• {line}" for line in _reasons(plan.answers, plan, texts))
    return lines or None


def _reasons(answers: Answers, plan: Plan, texts: Texts) -> Iterator[str]:
    _ = speak(texts)
    items = screening.items_to_clear(answers, plan.cleared)
    for item, label in LABELS.items():
        if item in items:
            yield f"{bold(_(label))}: {_(REASONS[item])}"
    if answers.pain_now:
        yield _(PAIN_NOW)
    if not answers.examined and screening.is_new_pain(answers):
        yield _(NEW_PAIN)
    if not answers.examined and screening.is_inactive(answers):
        yield _(INACTIVE)


def effects(plan: Plan, catalogue: Catalogue, texts: Texts) -> str | None:
    """What the health answers do to the exercises, a line for each, escaped; None when they do nothing."""
    if plan.answers is None:
        return None
    lines = (_effect(item, catalogue, texts) for item in LABELS if item in plan.answers.health)
    return "\n".join(f"• {line}" for line in lines if line) or None


def _effect(item: Health, catalogue: Catalogue, texts: Texts) -> str | None:
    _ = speak(texts)
    if item is Health.SHOULDER:
        return f"{bold(_(LABELS[item]))} – {_('nothing is left out; take Easier wherever an arm complains.')}"
    if item is Health.STIFF_MORNINGS:
        return f"{bold(_(LABELS[item]))} – {_('nothing is left out; mention it to your doctor at your next visit.')}"
    done = tags.effect(TAGGED.get(item, frozenset()), catalogue.exercises.values())
    said = " ".join(_told(done, catalogue, texts))
    return f"{bold(_(LABELS[item]))} – {said}" if said else None


def _told(done: Effect, catalogue: Catalogue, texts: Texts) -> Iterator[str]:
    _ = speak(texts)

    def names(ids: tuple[str, ...]) -> str:
        # Some names have a comma in them.
        return " · ".join(texts.gettext(catalogue.guides[each].name) for each in ids)

    kept = tuple(each for each in catalogue.exercises if each not in done.removed)
    if len(done.removed) > len(kept):
        yield _("only these stay: {names}.", names=names(kept))
    elif done.removed:
        yield _("left out: {names}.", names=names(done.removed))
    if done.eased:
        yield _("in an easier form: {names}.", names=names(done.eased))
    if done.limits_holds:
        yield _("holds of at most {n} seconds.", n=MAX_HOLD_WITH_HEART)
