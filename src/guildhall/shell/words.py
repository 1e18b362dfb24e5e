"""Words that were marked in rooms where nothing can be translated yet, in the reader's language."""

from django.utils.translation import gettext


def translated(sentence: object) -> str:
    """`sentence` in the reader's language; one that is already translated stays as it is, and nothing stays nothing."""
    text = str(sentence)
    return gettext(text) if text else ""
