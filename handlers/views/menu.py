"""The screens one can always open: home, settings, help, privacy, export, deletion, language."""

from datetime import datetime, time, timedelta

from bot.domain.plan import EVERY_DAY
from bot.services.outcomes import Standing
from content.texts import A_MONDAY, Texts
from handlers.actions.choosing import ShowEquipment, ShowExercises
from handlers.actions.first import Change, Delete, Open, Specialist, ToggleDay
from handlers.actions.habit import Nudging
from handlers.actions.measuring import Tired
from handlers.actions.stopping import Pain, PauseIll
from handlers.actions.training import Pause, Resume, StartSession
from handlers.screen import Button, File, Rows, Screen, Style
from handlers.views import coming
from handlers.views.calling import emergency_call
from handlers.views.markup import bold, paragraphs, speak

HOME, PRIVACY, SETTINGS, HELP, PROGRESS, WHY, SAFETY = range(7)
ZONE, HOUR, DAYS, MOMENT = range(4)


def home(texts: Texts) -> Screen:
    """What one can do when nothing else is going on."""
    _ = speak(texts)
    return Screen(
        paragraphs(bold(_("Good to see you.")), _("What would you like to do?")),
        (
            (Button(texts.gettext("▶️ Start today's session"), StartSession(0, 0), Style.SUCCESS),),
            (Button(texts.gettext("5-minute version"), StartSession(0, 1)),),
            (
                Button(texts.gettext("Progress"), Open(PROGRESS)),
                Button(texts.gettext("Why these numbers"), Open(WHY)),
            ),
            (
                Button(texts.gettext("Settings"), Open(SETTINGS)),
                Button(texts.gettext("Tired muscles"), Tired(0)),
                Button(texts.gettext("🛑 Pain"), Pain(0), Style.DANGER),
            ),
        ),
    )


def help_screen(texts: Texts, zone: str | None) -> Screen:
    """What Lumbo does, what it is not, and the commands."""
    _ = speak(texts)
    return Screen(
        paragraphs(
            bold(_("How Lumbo works")),
            _(
                "At your hour I send one quiet invitation. Tap Start, follow the picture and the steps, use the "
                "Hold timer if you like, and tap Done. Afterwards tell me whether it was easy, right or hard: "
                "the next dose follows from that, slowly."
            ),
            _(
                "The moment anything hurts, tap Pain: everything stops, and the plan waits until it is safe to "
                "go on. Then please talk to a doctor or physiotherapist."
            ),
            "\n".join(
                (
                    f"/today {_('start or go on with the session')}",
                    f"/pain {_('something hurts: stop')}",
                    f"/pause {_('take a break')} · /resume {_('come back')}",
                    f"/progress {_('the last weeks')} · /why {_('the reasons behind the numbers')}",
                    f"/safety {_('your health answers and how things stand')}",
                    f"/settings {_('hour, time zone, training days')}",
                    f"/privacy /export /delete {_('your data')}",
                )
            ),
            _("Lumbo is general exercise information and no medical care."),
            emergency_call(texts, zone),
        ),
        _home_key(texts),
    )


def _home_key(texts: Texts) -> Rows:
    return ((Button(texts.gettext("Home"), Open(HOME)),),)


def privacy(texts: Texts) -> Screen:
    """What is kept, why, for how long, and how to get at it."""
    _ = speak(texts)
    return Screen(
        paragraphs(
            bold(_("Your data")),
            _(
                "I keep your Telegram id, language, time zone and hour, your answers, what you trained, and "
                "what you report about pain: only to choose your exercises and to remind you. No name, no "
                "place, and none of your messages but the few words you may choose for your own plan. Nobody else receives any of it."
            ),
            _(
                "Whoever runs this bot can reach its database. Telegram carries our chat and could read it: "
                "bot chats are not end-to-end encrypted."
            ),
            _(
                "/export sends you all of it as a file. /delete removes all of it for good; only a scrambled mark of your "
                "number stays, so that no old copy brings you back. Both work at any time."
            ),
        ),
        _home_key(texts),
    )


def settings(shown: Standing, until: time | None, moment: str, texts: Texts, now: datetime) -> Screen:
    """Hour, zone, training days and the moment to train, each with its button."""
    _ = speak(texts)
    person, days = shown.person, shown.plan.weekdays if shown.plan else EVERY_DAY
    zone, nudging = person.tzinfo(), person.attention.nudging
    local = now.astimezone(zone).time() if zone else None
    lines = (
        coming.chosen(person.hour, until, texts),
        _(
            "Time zone: {zone} (it is {clock} there)",
            zone=person.zone or "–",
            clock=texts.clock(local) if local else "–",
        ),
        _(
            "Training days: {days}",
            days=texts.gettext("every day") if days == EVERY_DAY else texts.weekdays(days),
        ),
        _("Your moment: {plan}", plan=moment or "–"),
        _(
            "A second message when the first stays unanswered: {yes}",
            yes=texts.gettext("yes") if nudging else texts.gettext("no"),
        ),
        _("A doctor or physiotherapist has agreed: yes")
        if shown.agreed
        else _("A doctor or physiotherapist is to be asked first: /resume shows why."),
    )
    keys = _setting_keys(texts, nudging=nudging, agreed=shown.agreed)
    return Screen(paragraphs(bold(_("Settings")), "\n".join(lines)), keys)


def _setting_keys(texts: Texts, *, nudging: bool, agreed: bool) -> Rows:
    no_more = ((Button(texts.gettext("The doctor says no for now"), Specialist(0)),),)
    return (
        (
            Button(texts.gettext("Change hour"), Change(HOUR)),
            Button(texts.gettext("Change time zone"), Change(ZONE)),
        ),
        (
            Button(texts.gettext("Training days"), Change(DAYS)),
            Button(texts.gettext("Pause the plan"), Pause()),
        ),
        (
            Button(texts.gettext("Exercises"), ShowExercises()),
            Button(texts.gettext("What I have"), ShowEquipment()),
        ),
        (
            Button(texts.gettext("My moment"), Change(MOMENT)),
            Button(texts.gettext("One message a day"), Nudging(0))
            if nudging
            else Button(texts.gettext("A second message"), Nudging(1)),
        ),
        *(no_more if agreed else ()),
        *_home_key(texts),
    )


def training_days(days: frozenset[int], texts: Texts) -> Screen:
    """One button per weekday, ticked when it is a training day; three at least."""
    _ = speak(texts)
    names = [texts.weekday(A_MONDAY + timedelta(days=n), short=True) for n in range(7)]
    keys = [Button(f"{'✓' if n in days else '·'} {name}", ToggleDay(n)) for n, name in enumerate(names)]
    rows: Rows = (tuple(keys[:4]), tuple(keys[4:]), (Button(texts.gettext("Settings"), Open(SETTINGS)),))
    return Screen(
        paragraphs(
            bold(_("Training days")),
            _("Tap a day to add it or take it out. Three days a week is the least that keeps you moving on."),
        ),
        rows,
    )


def too_few_days(texts: Texts) -> str:
    """The toast for the day that has to stay."""
    return texts.gettext("Three days a week at least.")


def paused(texts: Texts) -> Screen:
    """A break by one's own wish."""
    _ = speak(texts)
    return Screen(
        _("Your plan is paused. Take the time you need; nothing is lost, and /resume brings it back."),
        (
            (
                Button(texts.gettext("Go on"), Resume(), Style.SUCCESS),
                Button(texts.gettext("I am ill"), PauseIll()),
            ),
        ),
    )


def resumed(texts: Texts) -> Screen:
    """Back from a break."""
    _ = speak(texts)
    return Screen(
        _("Welcome back. After a longer break the doses begin a little lower."),
        ((Button(texts.gettext("▶️ Start"), StartSession(0, 0), Style.SUCCESS),),),
    )


def language(texts: Texts) -> Screen:
    """Which languages there are."""
    return Screen(
        speak(texts)("Lumbo speaks English so far. More languages are on their way."), _home_key(texts)
    )


def export(data: bytes, texts: Texts) -> Screen:
    """The export as a file."""
    return Screen(speak(texts)("Everything I keep of you."), file=File("lumbo-export.json", data))


def delete(texts: Texts) -> Screen:
    """The question before everything goes."""
    _ = speak(texts)
    return Screen(
        paragraphs(
            bold(_("Delete everything?")),
            _(
                "Your plan, your history and your answers go for good. If you want to keep a copy, send /export first."
            ),
        ),
        (
            (
                Button(texts.gettext("Delete everything"), Delete(1), Style.DANGER),
                Button(texts.gettext("Keep it"), Open(HOME)),
            ),
        ),
    )


def deleted(texts: Texts) -> Screen:
    """Everything is gone."""
    return Screen(speak(texts)("Everything is deleted. Take care of yourself; /start begins anew."))
