"""The two cards of warning signs when it is time for them: nothing has happened, and a session waits."""

from content.texts import Texts
from handlers.actions.stopping import RoutineCard
from handlers.screen import Button, Screen, Style
from handlers.views.markup import bold, paragraphs, speak
from handlers.views.pain import ANY_OF_THESE, EMERGENCY, signs


def card(which: int, occurrence_id: int, mode: int, texts: Texts) -> Screen:
    """The emergency card or the urgent card; what was to begin then begins."""
    _ = speak(texts)
    lead = _("Two short questions first, as every few weeks; then we begin.") if which == EMERGENCY else None
    return Screen(
        paragraphs(lead, bold(_(ANY_OF_THESE)), signs(which, texts)),
        (
            (
                Button(texts.gettext("None of these"), RoutineCard(which, 0, occurrence_id, mode)),
                Button(
                    texts.gettext("One or more"), RoutineCard(which, 1, occurrence_id, mode), Style.DANGER
                ),
            ),
        ),
    )
