"""What Telegram shows of Lumbo outside of our messages: its profile, the empty chat, the command menu."""

from content.texts import N_

DESCRIPTIONS = {
    "today": N_("start or go on with the session"),
    "pain": N_("something hurts: stop everything"),
    "progress": N_("the last weeks"),
    "why": N_("the reasons behind the numbers"),
    "settings": N_("hour, time zone, training days"),
    "pause": N_("take a break"),
    "resume": N_("come back"),
    "safety": N_("your health answers and how things stand"),
    "language": N_("choose the language"),
    "privacy": N_("what is kept of you"),
    "export": N_("all your data as a file"),
    "delete": N_("delete all your data"),
    "help": N_("how Lumbo works"),
    "start": N_("begin"),
}
"""What Telegram's command menu says, in its order."""

ABOUT = N_(
    "A few calm floor exercises for the lower back, every morning at your own hour: shown, counted, and "
    "adapted to you. At the first hint of pain everything stops.\n\n"
    "General exercise information, no medical care."
)
"""What stands in the empty chat, above Telegram's Start; at most 512 characters."""

PROFILE = N_("A few calm floor exercises for the lower back, every morning at your own hour.")
"""What stands in the bot's profile and in shared links; at most 120 characters."""
