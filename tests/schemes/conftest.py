"""A scheme with its crew, before anything was analysed or written; `made` is one in effect."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from guildhall.identity.models import Person
from guildhall.kernel.refusals import Refusal
from guildhall.schemes.acts import schemes
from guildhall.schemes.models import JobAnalysis, Scheme, SchemeVersion
from tests.cast import Cast, acting, sign_in
from tests.making import Crew, a_crew, a_draft, a_scope, an_analysis, say_what_everybody_may_know
from tests.staging import plays_in_all


@dataclass(frozen=True)
class Begun:
    """A scheme that was opened, and the people of it."""

    scheme: Scheme
    crew: Crew

    def analysis(self) -> JobAnalysis:
        """An approved analysis of ten tasks."""
        return an_analysis(self.crew, self.scheme)

    def draft(self, analysis: JobAnalysis | None = None, **more: Any) -> SchemeVersion:
        """A whole draft."""
        return a_draft(self.crew, self.scheme, analysis or self.analysis(), **more)


def begin(cast: Cast) -> Begun:
    """Open the scheme and engage its people."""
    scope = a_scope(cast)
    crew = a_crew(cast, scope)
    return Begun(schemes.open_scheme(by=acting(cast.tom), code="WTT", name="Turbines", scope=scope), crew)


@pytest.fixture(scope="module")
def begun_once(request: pytest.FixtureRequest, cast_once: Cast | None) -> Begun | None:
    return begin(cast_once) if cast_once and plays_in_all("begun", request) else None


@pytest.fixture
def begun(begun_once: Begun | None, cast: Cast) -> Begun:
    return deepcopy(begun_once) or begin(cast)


@pytest.fixture
def public_statements(cast: Cast) -> None:
    say_what_everybody_may_know(cast)


@pytest.fixture
def browsing() -> Callable[[Person], Client]:
    """Somebody's browser: ``browsing(crew.sam).get(...)``."""
    return lambda person: sign_in(Client(), person)


def refused(rule: str, act: Callable[..., Any], /, **given: Any) -> Refusal:
    """Do what must be refused under the rule of that code."""
    with pytest.raises(Refusal) as caught:
        act(**given)
    assert caught.value.code == rule
    return caught.value
