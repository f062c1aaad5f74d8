"""Which of several equal sentences a person reads on a day: always another one, without any memory."""

from datetime import date

TEMPLATES = 12
"""How many invitations there are (clinical notes 8: messages wear off)."""

_STRIDES = (1, 5, 7, 11)


def template(user_id: int, day: date) -> int:
    """The number of the invitation for `day`, below TEMPLATES.

    Every stride is coprime to twelve, so twelve days in a row bring all twelve, in an order that
    differs between people; the same one comes back on the twelfth day after at the earliest.
    """
    start, turn = divmod(user_id, len(_STRIDES))
    return (start + day.toordinal() * _STRIDES[turn]) % TEMPLATES
