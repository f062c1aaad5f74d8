"""The kinds of people in the fleet: each a handful of habits, as chances and numbers."""

from dataclasses import dataclass

from bot.domain.exercise import Equipment
from bot.domain.screening import Health

Weights = tuple[float, ...]
EUROPE = ("Europe/Madrid",)
WORLD = ("Pacific/Auckland", "America/Los_Angeles", "Europe/Madrid", "Asia/Kolkata")


@dataclass(frozen=True)
class Kind:
    """Habits of a person. Chances are per occasion; days count from the start of their life with Lumbo.

    `weekdays` are the days on which they train (None: any), `chooses` that they say so in the settings.
    `effort` weighs easy, right, hard and no answer. `hurts_in` names exercises that hurt with the chance
    `hurt_chance`; `pain` is the chance of pain in any session, `ache` of pain on a day without one.
    `nrs` bounds the first rating, `settles` the days until it is gone, `grave` is the chance that it sits
    below the knee. `honest` people check in with what they feel. `clinician`: days until one has looked,
    None for never; `early` people claim it at once. `ticks` are those on the health card, `misses` what they
    have not got at home. `away`: (first day, days) without any contact.
    `nudged`: the chance that the second message of a day is taken up. `corrects`: the chance on a day that
    an earlier one is told anew; `wishes`: that something is changed that one can choose.
    """

    name: str
    about: str
    train: float = 0.93
    weekdays: frozenset[int] | None = None
    chooses: bool = False
    unasked: float = 0.0
    again: float = 0.01
    effort: Weights = (2, 7, 0.7, 0.3)
    short: float = 0.03
    partial: float = 0.01
    skip: float = 0.01
    skips: frozenset[str] = frozenset()
    leaves: float = 0.005
    holds: float = 0.04
    easier: float = 0.01
    pain: float = 0.002
    hurts_in: frozenset[str] = frozenset()
    hurt_chance: float = 0.0
    ache: float = 0.0005
    nrs: tuple[int, int] = (1, 5)
    settles: tuple[int, int] = (1, 6)
    grave: float = 0.03
    rates: float = 0.95
    flares: float = 0.01
    flag: float = 0.0003
    honest: bool = True
    checks_in: float = 0.9
    consults: float = 0.8
    impatient: bool = False
    clinician: tuple[int, int] | None = (3, 21)
    early: bool = False
    pause: float = 0.002
    pause_days: tuple[int, int] = (2, 9)
    away: tuple[tuple[int, int], ...] = ()
    zones: tuple[str, ...] = EUROPE
    moves: float = 0.0
    hour_changes: float = 0.001
    snooze: float = 0.03
    decline: float = 0.02
    nudged: float = 0.1
    twice: bool = False
    old: float = 0.0
    wrong: float = 0.0
    demanding: float = 0.9
    felt: float = 0.9
    down: float = 0.001
    unclear: float = 0.002
    silent_mornings: float = 0.1
    morning_pain: float = 0.0005
    ticks: frozenset[Health] = frozenset()
    misses: frozenset[Equipment] = frozenset()
    corrects: float = 0.01
    wishes: float = 0.005


def _days(*weekdays: int) -> frozenset[int]:
    return frozenset(weekdays)


MON_WED_FRI = _days(0, 2, 4)

KINDS: tuple[Kind, ...] = (
    Kind("diligent", "trains every day and finds it right", 1.0, effort=(0, 1, 0, 0), short=0, partial=0,
         skip=0, leaves=0, pause=0, snooze=0, decline=0, again=0, demanding=1, felt=1, down=0,
         pain=0, ache=0, flag=0),
    Kind("almost daily", "misses a day now and then", 0.9),
    Kind("Mon-Wed-Fri", "trains on three chosen days", weekdays=MON_WED_FRI, chooses=True),
    Kind("silent Mon-Wed-Fri", "trains on three days and never says so", weekdays=MON_WED_FRI),
    Kind("weekends", "trains on Saturday and Sunday only", weekdays=_days(5, 6)),
    Kind("four days", "trains on four chosen days", weekdays=_days(0, 1, 3, 5), chooses=True),
    Kind("over-eager", "trains two or three times a day, wants everything", 1.0, again=0.5, unasked=1,
         effort=(1, 0, 0, 0), demanding=1, felt=1),
    Kind("always easy", "calls everything easy", effort=(1, 0, 0, 0), demanding=1),
    Kind("always hard", "calls everything hard", effort=(0, 0, 1, 0)),
    Kind("changeable", "easy, right and hard in turn", effort=(1, 1, 1, 0.3)),
    Kind("wordless", "never says how it was", effort=(0, 0, 0, 1), silent_mornings=1),
    Kind("skipper", "trains every second day at best", 0.4),
    Kind("picky", "always skips the same two exercises", skips=frozenset({"curl_reach", "side_turn"})),
    Kind("partial finisher", "leaves exercises half done", partial=0.25, skip=0.05),
    Kind("short version", "mostly takes the five minutes", short=0.8),
    Kind("walks away", "leaves sessions open", leaves=0.25),
    Kind("traveller", "crosses zones and the date line", zones=WORLD, moves=0.06),
    Kind("half-hour zones", "moves between odd zones and clock changes", moves=0.03,
         zones=("Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns")),
    Kind("night owl", "changes the hour all the time", hour_changes=0.1, snooze=0.2),
    Kind("snoozer", "puts every reminder off", snooze=0.7, decline=0.1),
    Kind("deaf to reminders", "trains unasked, answers no reminder", 0.0, unasked=0.6),
    Kind("hurt by bird dog", "hurts in one exercise", hurts_in=frozenset({"bird_dog"}), hurt_chance=0.08),
    Kind("hurt by arching", "hurts when lying on the belly", hurt_chance=0.1,
         hurts_in=frozenset({"prone_arch", "prone_leg", "prone_both_legs", "swimmer"})),
    Kind("hurt by all that is gentle", "hurts in the gentle ones", hurt_chance=0.01,
         hurts_in=frozenset({"press", "side_leg_raise", "side_turn", "chair_arch"})),
    Kind("flare-ups", "a few bad weeks a year", pain=0.01, ache=0.004, nrs=(2, 6), settles=(3, 12),
         flares=0.06),
    Kind("mild aches", "a little pain once a month", pain=0.03, nrs=(1, 3), settles=(1, 2), grave=0),
    Kind("strong pain", "rare, and then it is strong", pain=0.006, nrs=(6, 10), settles=(5, 30)),
    Kind("chronic", "never two calm days in a row for weeks", pain=0.01, settles=(20, 60), flares=0.2),
    Kind("leg pain", "pain that runs down the leg", pain=0.008, grave=0.7),
    Kind("warning sign", "a red flag comes up at any time", flag=0.006),
    Kind("grits teeth", "says 0 whatever it feels like", pain=0.02, honest=False, impatient=True, consults=1),
    Kind("impatient", "presses restart every day", pain=0.01, impatient=True),
    Kind("never asks a doctor", "waits and never speaks to one", pain=0.008, consults=0, clinician=None),
    Kind("early clearance", "claims an examination that has not been", pain=0.012, grave=0.3, early=True,
         flag=0.02, settles=(1, 2)),
    Kind("never rates", "reports pain and goes silent", pain=0.01, rates=0.1, checks_in=0.3),
    Kind("pauses often", "takes breaks of its own", pause=0.04, pause_days=(1, 20)),
    Kind("summer break", "returns after 60 days", away=((110, 60),)),
    Kind("comes and goes", "one, two, four and nine weeks away",
         away=((40, 8), (80, 15), (130, 30), (220, 64))),
    Kind("returns hurting", "away after pain, silent", pain=0.006, away=((90, 35), (200, 20)), checks_in=0.5),
    Kind("presses twice", "presses every button twice", twice=True, pain=0.006),
    Kind("old buttons", "scrolls up and presses what is long over", old=0.3, pain=0.005),
    Kind("nonsense", "sends values that do not exist", wrong=0.2, pain=0.005),
    Kind("bad line", "a server that is down and a line that breaks", 0.6, down=0.03, unclear=0.3),
    Kind("wants nothing demanding", "says no to demanding exercises", demanding=0.0),
    Kind("does not feel the press", "takes long to pass the gate", felt=0.1),
    Kind("neck and wrists", "ticks neck, wrists or knees on the health card",
         ticks=frozenset({Health.NECK, Health.WRIST_KNEE})),
    Kind("hip", "ticks hip on the health card", ticks=frozenset({Health.HIP})),
    Kind("disc", "ticks disc on the health card and waits for a clinician",
         ticks=frozenset({Health.DISC}), clinician=(1, 14)),
    Kind("heart", "ticks heart and hernia, and waits for a clinician", clinician=(1, 14),
         ticks=frozenset({Health.HEART, Health.HERNIA})),
    Kind("pregnant", "ticks pregnancy and waits for a clinician", clinician=(1, 14),
         ticks=frozenset({Health.PREGNANCY})),
    Kind("no chair, no roll", "has got neither", misses=frozenset({Equipment.CHAIR, Equipment.ROLL})),
    Kind("sore mornings", "wakes up with new pain now and then", morning_pain=0.02),
    Kind("second thoughts", "tells the last days anew, and days too long ago", corrects=0.12, pain=0.004,
         effort=(1, 0, 1, 0), again=0.1),
    Kind("fickle", "changes versions, days, things and health answers all the time", wishes=0.3, pain=0.005),
)  # fmt: skip
