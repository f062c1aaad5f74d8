"""The context of an update: who it is from, and the services it may ask."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from telegram.ext import CallbackContext, ExtBot

from bot.clock import Clock
from bot.services.corrections import Corrections
from bot.services.habits import Habits
from bot.services.history import History
from bot.services.measures import Measures
from bot.services.onboarding import Onboarding
from bot.services.pain import PainReports
from bot.services.pictures import Pictures
from bot.services.plans import Plans
from bot.services.privacy import Privacy
from bot.services.reminders import Reminders
from bot.services.screening import Screening
from bot.services.sessions import Sessions
from content.catalogue import Catalogue
from handlers.show import Show

if TYPE_CHECKING:
    from handlers.owed import Owed


@dataclass(frozen=True)
class Services:
    """Everything that handlers may ask."""

    clock: Clock
    catalogue: Catalogue
    onboarding: Onboarding
    screening: Screening
    sessions: Sessions
    pain: PainReports
    plans: Plans
    reminders: Reminders
    history: History
    habits: Habits
    measures: Measures
    corrections: Corrections
    privacy: Privacy
    pictures: Pictures


class Context(CallbackContext[ExtBot[Any], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """What a handler is given beside the update; `assembly` binds one bot's services to a subclass."""

    services: ClassVar[Services]
    show: ClassVar[Show]
    owed: ClassVar["Owed"]
