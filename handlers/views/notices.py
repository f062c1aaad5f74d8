"""Short words for what does not lead anywhere: old buttons, unknown messages, a fault on our side."""

from content.texts import Texts
from handlers.actions.first import Open
from handlers.screen import Button, Screen
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


def stale(texts: Texts) -> str:
    """The toast for a button whose time is over."""
    return texts.gettext("That button is from earlier. Here is where things stand.")


def already(texts: Texts) -> str:
    """The toast for a button tapped twice."""
    return texts.gettext("Already noted.")


def sorry(texts: Texts) -> Screen:
    """A fault on our side."""
    _ = speak(texts)
    return Screen(_("Something went wrong on my side. Nothing is lost: please try that once more."))
