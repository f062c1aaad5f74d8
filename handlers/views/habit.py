"""The if-then plan in words: after a cue, at a spot, and the five minutes when it gets tight."""

from bot.domain.habit import CUES, LONGEST, SPOTS, Cue, Habit, Spot
from content.texts import N_, Texts
from handlers.actions.first import Open
from handlers.actions.habit import ChooseCue, ChooseSpot, LeaveOpen, OwnWords
from handlers.actions.training import StartSession
from handlers.screen import Button, Rows, Screen, Style
from handlers.views.markup import bold, paragraphs, speak
from handlers.views.menu import SETTINGS
from handlers.views.rows import in_rows

CUE, SPOT = range(2)
CUE_WORDS = {
    Cue.COFFEE: N_("after coffee or tea"),
    Cue.TEETH: N_("after brushing my teeth"),
    Cue.BREAKFAST: N_("before breakfast"),
    Cue.DRESSED: N_("after getting dressed"),
    Cue.HOME: N_("when I come home"),
    Cue.SUPPER: N_("before supper"),
}
SPOT_WORDS = {
    Spot.WINDOW: N_("by the window"),
    Spot.BEDROOM: N_("in the bedroom"),
    Spot.LIVING_ROOM: N_("in the living room"),
    Spot.HALL: N_("in the hall"),
    Spot.WORK: N_("at work"),
}


def cue_rows(texts: Texts) -> Rows:
    """The cues, two a row, one's own words, and the way past the question."""
    keys = [Button(_capital(texts.gettext(CUE_WORDS[cue])), ChooseCue(n)) for n, cue in enumerate(CUES)]
    return (*in_rows(keys), _other_ways(CUE, texts))


def cue_question(texts: Texts) -> Screen:
    """After what?"""
    _ = speak(texts)
    return Screen(
        paragraphs(
            bold(_("Your moment")),
            _("When will you unroll your mat? Right after something that you do every day works best."),
        ),
        cue_rows(texts),
    )


def spot_question(habit: Habit, texts: Texts) -> Screen:
    """And where?"""
    _ = speak(texts)
    keys = [Button(_capital(texts.gettext(SPOT_WORDS[spot])), ChooseSpot(n)) for n, spot in enumerate(SPOTS)]
    cue = plan(Habit(cue=habit.cue, own_cue=habit.own_cue), texts)
    return Screen(
        _("{cue}: noted. And where?", cue=_capital(cue)),
        (*in_rows(keys), _other_ways(SPOT, texts)),
    )


def own_words(what: int, texts: Texts) -> Screen:
    """What may be typed, and the way past it."""
    _ = speak(texts)
    return Screen(
        paragraphs(
            _("Then tell me in your own words, in one short line of at most {n} characters.", n=LONGEST),
            _("I keep it for your plan only; it never stands in a reminder."),
        ),
        ((Button(texts.gettext("Skip"), LeaveOpen(what)),),),
    )


def words_unclear(texts: Texts) -> Screen:
    """Too long, or nothing to read."""
    return Screen(speak(texts)("A little shorter, please: one line of at most {n} characters.", n=LONGEST))


def settled(habit: Habit, texts: Texts) -> Screen:
    """The whole plan, with its way out for a full day."""
    _ = speak(texts)
    chosen = plan(habit, texts)
    said = (
        _("{plan}: I unroll my mat.", plan=_capital(chosen))
        if chosen
        else _("All right, without a fixed moment.")
    )
    return Screen(
        paragraphs(
            bold(said),
            _("And if it gets tight, I do the 5-minute version."),
            _(
                "A habit takes about 2-3 months, and a day left out changes nothing. "
                "You can change this in /settings."
            ),
        ),
        (
            (
                Button(texts.gettext("▶️ Start now"), StartSession(0, 0), Style.SUCCESS),
                Button(texts.gettext("5-minute version"), StartSession(0, 1)),
            ),
            (Button(texts.gettext("Settings"), Open(SETTINGS)),),
        ),
    )


def plan(habit: Habit, texts: Texts) -> str:
    """The moment and the spot, as `after coffee or tea, by the window`; plain text, empty for none."""
    cue = habit.own_cue if habit.cue is Cue.OWN else texts.gettext(CUE_WORDS[habit.cue]) if habit.cue else ""
    spot = (
        habit.own_spot
        if habit.spot is Spot.OWN
        else texts.gettext(SPOT_WORDS[habit.spot])
        if habit.spot
        else ""
    )
    return ", ".join(part for part in (cue, spot) if part)


def tapped(cue: Cue | None, spot: Spot | None, texts: Texts) -> str:
    """As `plan`, of what was chosen by buttons only: this may stand on a lock screen."""
    known = Habit(cue if cue in CUE_WORDS else None, spot if spot in SPOT_WORDS else None)
    return plan(known, texts)


def _other_ways(what: int, texts: Texts) -> tuple[Button, ...]:
    return (
        Button(texts.gettext("In my own words"), OwnWords(what)),
        Button(texts.gettext("Skip"), LeaveOpen(what)),
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
