"""Short words for what does not lead anywhere: old buttons, unknown messages, a fault on our side."""

from dataclasses import replace

from content.texts import Texts
from handlers.actions.first import Open
from handlers.actions.measuring import Tired
from handlers.actions.stopping import Card, Pain, PauseIll
from handlers.screen import Button, Screen, Style
from handlers.views.calling import call_now
from handlers.views.markup import bold, paragraphs, speak
from handlers.views.menu import HOME
from handlers.views.pain import EMERGENCY, signs


def unknown(texts: Texts) -> Screen:
    """Something that Lumbo cannot read."""
    _ = speak(texts)
    return Screen(
        paragraphs(
            _("I understand buttons, commands and short answers, but not this."),
            _("/today starts your session, /pain stops everything, /help shows the rest."),
        ),
        ((_home(texts.gettext("Home")),),),
    )


def not_this(waiting: Screen, texts: Texts) -> Screen:
    """Something that Lumbo cannot read, while a question waits for its answer: the question again."""
    lead = speak(texts)("I did not understand that, so here is what comes next.")
    return replace(waiting, text=paragraphs(lead, waiting.text))


def hurting(texts: Texts) -> Screen:
    """Somebody writes of pain, or that it has to stop: the button that stops everything."""
    _ = speak(texts)
    text = paragraphs(
        _("If anything hurts, stop now and come down slowly. Then tap Pain: everything rests."),
        _("For a break without pain there is /pause."),
    )
    tired = Button(texts.gettext("Tired muscles"), Tired(0))
    return _meant(text, _pain(texts), tired, _home(texts.gettext("Nothing hurts")))


def alarming(texts: Texts, zone: str | None) -> Screen:
    """Somebody writes of what may be a warning sign: whom to call, before anything else."""
    _ = speak(texts)
    text = paragraphs(
        bold(_("If it is one of these, please do not wait for me:")),
        signs(EMERGENCY, texts),
        call_now(texts, zone),
        _("If it is something else that is new or hurts, tap Pain: everything rests."),
    )
    named = Button(texts.gettext("One or more"), Card(EMERGENCY, 1), Style.DANGER)
    return _meant(text, named, _pain(texts), _home(texts.gettext("None of these")))


def ill(texts: Texts) -> Screen:
    """Somebody writes of an illness: the pause for it."""
    _ = speak(texts)
    text = paragraphs(
        _("Then get well first: your plan can wait, and nothing is lost."),
        _("If your back hurts along with it, tap Pain."),
    )
    pause = Button(texts.gettext("I am ill"), PauseIll(), Style.SUCCESS)
    return _meant(text, pause, _pain(texts), _home(texts.gettext("I am well")))


def welcome(texts: Texts) -> Screen:
    """Somebody says thank you."""
    return Screen(speak(texts)("You are welcome."), ((_home(texts.gettext("Home")),),))


def in_private(texts: Texts) -> Screen:
    """Somebody calls the bot in a group."""
    _ = speak(texts)
    return Screen(_("Please write to me in a private chat."))


def stale(texts: Texts) -> str:
    """The toast for a button whose time is over."""
    return texts.gettext("That button is from earlier. /start shows where things stand.")


def noted(texts: Texts) -> str:
    """The toast for an answer that changes little on the screen."""
    return texts.gettext("Noted.")


def already(texts: Texts) -> str:
    """The toast for a button tapped twice."""
    return texts.gettext("Already noted.")


def sorry(texts: Texts) -> Screen:
    """A fault on our side."""
    _ = speak(texts)
    return Screen(_("Something went wrong on my side. Nothing is lost: please try that once more."))


def _meant(text: str, likeliest: Button, other: Button, nothing: Button) -> Screen:
    """What somebody's words may mean, and that they mean none of it."""
    return Screen(text, ((likeliest,), (other, nothing)))


def _pain(texts: Texts) -> Button:
    return Button(texts.gettext("🛑 Pain"), Pain(0), Style.DANGER)


def _home(label: str) -> Button:
    return Button(label, Open(HOME))
