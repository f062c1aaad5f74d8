"""Two things that can happen to any change, named so that every ring of the house can speak of them."""


class AlreadyHandled(Exception):
    """The update at hand took effect before; there is nothing left to do but to show the present state."""


class StorageUnavailable(Exception):
    """The database cannot be reached or written just now; nothing of the transaction happened."""
