"""Why an exercise is not in the programme, and what opens it: one plain sentence each."""

from collections.abc import Mapping

from bot.domain.exercise import Equipment
from bot.domain.locks import Lock, Locked
from bot.domain.outlook import Next, Outlook
from content.catalogue import Catalogue
from content.texts import N_, Texts
from handlers.views.markup import plural, speak

ITEMS: Mapping[Equipment, str] = {
    Equipment.MAT: N_("a mat"),
    Equipment.ROLL: N_("a firm towel roll"),
    Equipment.CHAIR: N_("a steady chair"),
    Equipment.PILLOW: N_("a small pillow"),
    Equipment.SOFA: N_("a sofa to hold your feet"),
}
STAND_INS: Mapping[Equipment, str] = {
    Equipment.MAT: N_("No mat: a carpet or a folded blanket will do."),
    Equipment.ROLL: N_("No roll: so it comes in its easier form, which needs none."),
    Equipment.CHAIR: N_("No chair: a stool, a bench or the edge of a bed will do."),
    Equipment.PILLOW: N_("No pillow: your arm or a folded towel will do."),
    Equipment.SOFA: N_("No sofa: leave your feet on the floor and lift a little less."),
}

SENTENCES: Mapping[Lock, str] = {
    Lock.HEALTH: N_("Left out because of your health answers. /safety changes them."),
    Lock.EQUIPMENT: N_("Needs {item}. Tell me in the settings when you have it."),
    Lock.HURT: N_("It hurt twice, so it stays out until you want it back; then it begins easier and lowest."),
    Lock.LEFT_OUT: N_("Left out by your own wish. You can take it back at any time; it begins lowest."),
    Lock.RESTS: N_("The plan rests. /safety shows what has to happen first."),
    Lock.SPARED: N_(
        "It hurt, so it stays out of the gentle return. Then it begins again: its easier version, lowest step."
    ),
    Lock.RETURN: N_("Comes after the gentle return."),
    Lock.GATE: N_("Opens once you have felt the floor press on three days."),
    Lock.DATE: N_("Not before {on}."),
    Lock.BEFORE: N_("Opens after: {name}."),
    Lock.LOAD: N_("Opens when {name} has come to {count} seconds."),
    Lock.HARD: N_("Opens after three sessions that are not hard."),
    Lock.ASKED: N_("Ready: it waits for your yes."),
    Lock.TURN: N_("Ready: it opens with one of the next full sessions, when the week has room."),
}
LOAD_OF_A_SIDE = N_("Opens when {name} has come to {count} seconds a side.")

NEXTS: Mapping[Next, str] = {
    Next.DATE: N_("Next: can grow from {on}."),
    Next.FULL_SESSION: N_("Next: grows after a session done in full."),
    Next.ANSWER: N_("Next: grows once you tell me how a session was."),
    Next.TURN: N_("Next: grows when the week has room again."),
    Next.ROOM: N_("Next: grows when the session has room, 15 minutes at most."),
    Next.READY: N_("Next: grows with the next full session."),
    Next.TOP: N_("Next: nothing, this is its top."),
    Next.HEALTH: N_("Next: nothing more while your health answers are as they are."),
    Next.RESTS: N_("Next: /safety shows what has to happen first."),
}


def locked(lock: Locked, catalogue: Catalogue, texts: Texts) -> str:
    """Why an exercise is out and what brings it in, escaped."""
    if lock.lock is Lock.SESSIONS:
        return plural(
            texts, "Opens after one more full session.", "Opens after {n} more full sessions.", lock.count
        )
    if lock.lock is Lock.DEMANDING_RESTS:
        return plural(texts, "Comes back after one session.", "Comes back after {n} sessions.", lock.count)
    name = catalogue.guides[lock.exercise_id].name if lock.exercise_id else ""
    sided = lock.exercise_id is not None and catalogue.exercises[lock.exercise_id].sides > 1
    return speak(texts)(
        LOAD_OF_A_SIDE if sided and lock.lock is Lock.LOAD else SENTENCES[lock.lock],
        on=texts.day(lock.on) if lock.on else "",
        count=lock.count,
        name=texts.gettext(name) if name else "",
        item=texts.gettext(ITEMS[lock.item]) if lock.item else "",
    )


def following(outlook: Outlook, texts: Texts) -> str:
    """What would change a dose next, escaped."""
    if outlook.first is Next.POINTS:
        return plural(
            texts, "Next: grows with one more point.", "Next: grows with {n} more points.", outlook.count
        )
    if outlook.first is Next.RETURN:
        return plural(
            texts,
            "Next: the full plan after one more session, from {on} at the earliest.",
            "Next: the full plan after {n} more sessions, from {on} at the earliest.",
            outlook.count,
            on=texts.day(outlook.on) if outlook.on else "",
        )
    return speak(texts)(NEXTS[outlook.first], on=texts.day(outlook.on) if outlook.on else "")
