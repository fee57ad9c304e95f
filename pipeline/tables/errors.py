"""What a store tells its user when something is wrong with it."""

from __future__ import annotations


class StoreError(Exception):
    """What is wrong with the store, in one line fit to be shown to its user."""


def one_line(error: BaseException) -> str:
    """The first line of an error's message, or its type where it has none."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
