"""A word about the open session, when an answer or a wish has changed what is left of it."""

from bot.services.outcomes import Finished, Step
from content.texts import Texts
from handlers.actions.training import ShowStep
from handlers.screen import Button, Rows, Style
from handlers.views.markup import speak


def told(changed: Step | Finished | None, texts: Texts) -> str | None:
    """That it has changed, or is over with it."""
    _ = speak(texts)
    if changed is None:
        return None
    over = changed.session.present is None
    return _("Today's session ends here.") if over else _("Your open session has changed with it.")


def back(changed: Step | Finished | None, texts: Texts) -> Rows:
    """The way back to the exercise, while there is one."""
    if changed is None or changed.session.present is None:
        return ()
    return ((Button(texts.gettext("Back to the exercise"), ShowStep(changed.session_id), Style.SUCCESS),),)
