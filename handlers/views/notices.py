"""Short words for what does not lead anywhere: old buttons, unknown messages, a fault on our side."""

from content.texts import Texts
from handlers.actions.first import Open
from handlers.actions.stopping import Pain
from handlers.screen import Button, Screen, Style
from handlers.views.markup import paragraphs, speak
from handlers.views.menu import HOME


def unknown(texts: Texts) -> Screen:
    """Something that Lumbo cannot read."""
    _ = speak(texts)
    return Screen(
        paragraphs(
            _("I understand buttons, commands and short answers, and this was neither."),
            _("/today starts your session, /pain stops everything, /help shows the rest."),
        ),
        ((Button(texts.gettext("Home"), Open(HOME)),),),
    )


def hurting(texts: Texts) -> Screen:
    """Somebody writes of pain, or that it has to stop: the button that stops everything."""
    _ = speak(texts)
    return Screen(
        paragraphs(
            _("If anything hurts, stop now and come down slowly. Then tap Pain: everything rests."),
            _("For a break without pain there is /pause."),
        ),
        (
            (Button(texts.gettext("🛑 Pain"), Pain(0), Style.DANGER),),
            (Button(texts.gettext("Nothing hurts"), Open(HOME)),),
        ),
    )


def in_private(texts: Texts) -> Screen:
    """Somebody calls the bot in a group."""
    _ = speak(texts)
    return Screen(_("Please write to me in a private chat."))


def welcome(texts: Texts) -> Screen:
    """Somebody says thank you."""
    _ = speak(texts)
    return Screen(_("You are welcome."), ((Button(texts.gettext("Home"), Open(HOME)),),))


def stale(texts: Texts) -> str:
    """The toast for a button whose time is over."""
    return texts.gettext("That button is from earlier. Here is where things stand.")


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
