"""Marks sentences for translation where Django may not be imported."""


def gettext_noop(message: str) -> str:
    """Mark `message` for the translators and return it as it is; who shows it translates it."""
    return message
