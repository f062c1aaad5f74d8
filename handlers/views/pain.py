"""Pain and the way back: stop, three questions, what to do now, and what has to happen first."""

from bot.domain.happening import Place
from bot.domain.unanswered import PainQuestion
from content.texts import N_, Texts
from handlers.actions.first import Open
from handlers.actions.stopping import Card, PlacePain, RatePain, ShowWayBack
from handlers.screen import Button, Screen, Style
from handlers.views.calling import call_now, emergency_call
from handlers.views.markup import bold, paragraphs, speak
from handlers.views.menu import HOME
from handlers.views.rows import in_rows
from handlers.views.scale import scale

EMERGENCY, URGENT = range(2)
PLACES = {
    Place.LOW_BACK: N_("Low back"),
    Place.BUTTOCK_THIGH: N_("Buttock or thigh"),
    Place.ELSEWHERE: N_("Elsewhere"),
    Place.BELOW_KNEE: N_("Below the knee"),
    Place.TINGLING: N_("Tingling or numbness"),
    Place.WEAKNESS: N_("Weakness in a leg"),
}
ANY_OF_THESE = N_("Any of these, now or in the last two weeks?")
CARDS = (
    (
        N_("numb or tingling between your legs or around your bottom"),
        N_("trouble passing water, or holding it or stool"),
        N_("pain, numbness or weakness in both legs, or one leg getting weaker fast"),
        N_("chest pain, short breath, or fainting"),
        N_("sudden strong pain in back and belly together"),
        N_("back pain that began with an accident or a bad fall"),
    ),
    (
        N_("fever, shivers or feeling ill with the back pain"),
        N_("losing weight without trying"),
        N_("you had cancer at some time, and this pain is new"),
        N_("pain that never lets up, not even lying down at night"),
        N_("steroid tablets for months, a weak immune system, or injected drugs"),
        N_("a new lump, or a changed shape of the back"),
    ),
)


def way_back(texts: Texts) -> tuple[Button, ...]:
    """The one tap to what has to happen before the plan goes on."""
    return (Button(texts.gettext("What has to happen first"), ShowWayBack()),)


def advice(texts: Texts) -> str:
    """The sentence that ends every message about pain."""
    return speak(texts)("Please talk to a doctor or physiotherapist before you start again.")


def stopped(texts: Texts, *, looking_back: bool = False) -> Screen:
    """Everything has stopped; how strong is it? `looking_back` when it was told of days that are over."""
    _ = speak(texts)
    come_down = _(
        "Come down slowly, lie on your back with your knees bent, your calves on a chair if you like, and breathe. Do not stretch it out."
    )
    return Screen(
        paragraphs(
            bold(_("Thank you for telling me. Everything rests now."))
            if looking_back
            else bold(_("Stop. Everything rests now.")),
            None if looking_back else come_down,
            _("How strong is it, from 0 (nothing) to 10?"),
            _("/safety shows what has to happen before you go on."),
            advice(texts),
        ),
        scale(RatePain),
    )


def question(asked: PainQuestion, texts: Texts) -> Screen:
    """A question about the last pain that has no answer yet."""
    match asked:
        case PainQuestion.STRENGTH:
            return stopped(texts)
        case PainQuestion.PLACE:
            return ask_where(texts)
        case PainQuestion.EMERGENCY:
            return card(EMERGENCY, texts)
        case PainQuestion.URGENT:
            return card(URGENT, texts)


def session_stopped(texts: Texts) -> Screen:
    """What is left of the living message."""
    return Screen(speak(texts)("This session has stopped."), caption_only=True)


def ask_where(texts: Texts) -> Screen:
    """Where is it?"""
    _ = speak(texts)
    keys = [Button(texts.gettext(PLACES[place]), PlacePain(n)) for n, place in enumerate(Place)]
    return Screen(
        paragraphs(_("Where is it?"), advice(texts)),
        in_rows(keys),
    )


def signs(which: int, texts: Texts) -> str:
    """The signs of the emergency card or the urgent card, a line each."""
    return "\n".join(f"• {speak(texts)(sign)}" for sign in CARDS[which])


def card(which: int, texts: Texts) -> Screen:
    """The emergency card or the urgent card."""
    _ = speak(texts)
    return Screen(
        paragraphs(bold(_(ANY_OF_THESE)), signs(which, texts), advice(texts)),
        (
            (
                Button(texts.gettext("None of these"), Card(which, 0)),
                Button(texts.gettext("One or more"), Card(which, 1), Style.DANGER),
            ),
        ),
    )


def emergency(texts: Texts, zone: str | None) -> Screen:
    """Go now."""
    _ = speak(texts)
    return Screen(
        paragraphs(
            bold(_("Please get help now.")),
            call_now(texts, zone),
            _("Do not exercise, and do not wait for me."),
            _(
                "The plan rests until a doctor has examined you and said that gentle exercise is fine. /resume shows the way back."
            ),
        ),
        (way_back(texts),),
    )


def urgent(texts: Texts, zone: str | None) -> Screen:
    """Call a doctor today."""
    _ = speak(texts)
    return Screen(
        paragraphs(
            bold(_("Please call your doctor today.")),
            _("What you named should be checked the same day. Do not exercise until then."),
            _("If nobody can be reached, or it gets worse:"),
            call_now(texts, zone),
            _(
                "The plan rests until a doctor has examined you and said that gentle exercise is fine. /resume shows the way back."
            ),
        ),
        (way_back(texts),),
    )


def without_plan(texts: Texts, zone: str | None) -> Screen:
    """Pain before there is a plan."""
    _ = speak(texts)
    return Screen(
        paragraphs(
            bold(_("Then please do not exercise now.")),
            advice(texts),
            emergency_call(texts, zone),
        ),
        ((Button(texts.gettext("Nothing hurts"), Open(HOME)),),),
    )
