"""What is asked again and again while one page is made: it is answered once, and forgotten with the page.

The menu, the page's permission, the list's rows and every button ask which roles somebody holds. Only what is read for
a page remembers: an act begins with nothing known, asks anew under its lock, and whatever was known before it is
forgotten when it is done.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_known: ContextVar[dict[Any, Any] | None] = ContextVar("remembered", default=None)


@contextmanager
def one_page() -> Iterator[None]:
    """Remember answers within the block."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


@contextmanager
def nothing() -> Iterator[None]:
    """Remember nothing within the block, and nothing from before it afterwards: it changes what is true."""
    before = _known.get()
    token = _known.set(None)
    try:
        yield
    finally:
        _known.reset(token)
        if before is not None:
            before.clear()


def tell(ask: Callable[..., R], *args: Any, answer: R) -> None:
    """Remember what a remembered question would be answered, where the answer is at hand."""
    known = _known.get()
    if known is not None:
        known[(ask, args, ())] = answer


def is_on() -> bool:
    """Whether answers are remembered here."""
    return _known.get() is not None


def remembered(ask: Callable[P, R]) -> Callable[P, R]:
    """Let `ask` be asked once a page for the same arguments; what it answers is never changed by who gets it."""

    @wraps(ask)
    def answer(*args: P.args, **kwargs: P.kwargs) -> R:
        known = _known.get()
        if known is None:
            return ask(*args, **kwargs)
        asked = (answer, args, tuple(sorted(kwargs.items())))
        if asked not in known:
            known[asked] = ask(*args, **kwargs)
        found: R = known[asked]
        return found

    return answer
