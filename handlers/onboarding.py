"""The first questions and the settings that ask them again."""

import asyncio
from datetime import datetime, time

from bot.domain.hour import parse_hour
from bot.domain.person import Awaiting, Person, Question, next_question
from content import cities, countries, places
from content.wishes import says_yes
from handlers import home
from handlers.actions.first import ConfirmZone, Consent, PickZone, SetHour, Specialist
from handlers.screen import Reply, Screen
from handlers.session import hold_still
from handlers.turn import Turn
from handlers.views import menu, zones
from handlers.views import onboarding as view
from handlers.words import next_time


async def consent(action: Consent, turn: Turn) -> Reply:
    """Agree to keep answers, or not."""
    if not action.yes:
        gone = await turn.services.onboarding.decline(turn.user_id)
        return Reply(edit=view.declined(turn.texts) if gone else menu.delete(turn.texts))
    person = await turn.services.onboarding.consent(turn.user_id, turn.language)
    return await asked(person, turn)


async def specialist(action: Specialist, turn: Turn) -> Reply:
    """A doctor or physiotherapist has agreed, or not yet; without their yes a running timer stands still."""
    if not action.yes:
        await hold_still(turn)
    person = await turn.services.onboarding.specialist(turn.user_id, bool(action.yes))
    if not action.yes:
        return Reply(edit=view.not_agreed_yet(turn.texts))
    if next_question(person) is None:
        return await home.present(turn)
    return await asked(person, turn)


async def pick_zone(action: PickZone, turn: Turn) -> Reply:
    """One of the zones found: its local time stands on the button, so there is nothing to confirm."""
    person = await turn.services.onboarding.pick_zone(turn.user_id, action.index, action.listed)
    return Reply(edit=_found(person, turn)) if person.proposed_zones else await asked(person, turn)


async def confirm_zone(action: ConfirmZone, turn: Turn) -> Reply:
    """The local time shown is right, or not."""
    person = await turn.services.onboarding.confirm_zone(turn.user_id, bool(action.yes))
    if not action.yes:
        return Reply(edit=zones.try_again(turn.texts), send=(zones.ask(turn.texts),))
    return await asked(person, turn)


async def set_hour(action: SetHour, turn: Turn) -> Reply:
    """An hour tapped."""
    if action.minute >= 24 * 60:
        return Reply(edit=view.hour_unclear(turn.texts))
    return await _hour(time(*divmod(action.minute, 60)), turn)


async def typed(text: str, person: Person, turn: Turn) -> Reply:
    """A typed answer to the question that stands."""
    if person.awaiting is Awaiting.HOUR:
        hour = parse_hour(text)
        return await _hour(hour, turn) if hour else Reply(send=(view.hour_unclear(turn.texts),))
    agrees = says_yes(text, turn.texts) if person.proposed_zones else None
    if agrees is not None:
        return await confirm_zone(ConfirmZone(int(agrees)), turn)
    # The first look into the table of cities takes a tenth of a second, which would hold up everybody.
    found = await asyncio.to_thread(_zones, text, turn.services.clock.now())
    return await propose(found, turn)


async def located(latitude: float, longitude: float, turn: Turn) -> Reply:
    """A shared location: only its zone is kept."""
    zone = await places.zone_at(latitude, longitude)
    return await propose((zone,) if zone else (), turn)


async def propose(found: tuple[str, ...], turn: Turn) -> Reply:
    """Show the zones found for a yes."""
    if not found:
        person = await turn.services.onboarding.who(turn.user_id, turn.language)
        return Reply(send=(zones.unknown(person, turn.texts),))
    person = await turn.services.onboarding.propose_zones(turn.user_id, found)
    if not person.proposed_zones:
        return await asked(person, turn)
    return Reply(send=(zones.thanks(turn.texts), _found(person, turn)))


async def asked(person: Person, turn: Turn) -> Reply:
    """The next question, or the word that everything is set; a plan that rests is shown instead."""
    question = next_question(person)
    if question in (Question.CONSENT, Question.SPECIALIST, Question.ZONE, Question.HOUR):
        return Reply(edit=view.question(person, turn.texts))
    standing = await turn.services.plans.standing(turn.user_id, turn.language)
    until = await turn.services.reminders.until(turn.user_id)
    return Reply(edit=view.set_up(standing, until, await next_time(turn), turn.texts))


def _zones(text: str, now: datetime) -> tuple[str, ...]:
    """The zones that a typed zone name, clock time, country or city may mean, likeliest first."""
    if named := cities.zone_named(text):
        return (named,)
    if clock := parse_hour(text):
        found = cities.zones_with_local_time(clock.hour, clock.minute, now)
    else:
        country = countries.code_of(text)
        found = cities.in_country(country) if country else cities.find(text)
    return tuple(dict.fromkeys(city.zone for city in found))


def _found(person: Person, turn: Turn) -> Screen:
    found = person.proposed_zones
    now = turn.services.clock.now()
    return zones.choice(found, turn.texts, now) if found else zones.unknown(person, turn.texts)


async def _hour(hour: time, turn: Turn) -> Reply:
    before = await turn.services.onboarding.who(turn.user_id, turn.language)
    person = await turn.services.onboarding.set_hour(turn.user_id, hour)
    if before.hour is not None and next_question(person) is None:
        until = await turn.services.reminders.until(turn.user_id)
        return Reply(edit=view.hour_changed(person, until, await next_time(turn), turn.texts))
    return await asked(person, turn)
