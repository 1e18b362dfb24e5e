"""A body whose text of declaration is in effect, and whose people have signed it."""

from dataclasses import dataclass
from typing import Any

import pytest

from guildhall.identity.models import Person
from guildhall.identity.roles import EVALUATOR
from guildhall.personnel.acts import declarations, texts
from guildhall.personnel.models import Declaration, DeclarationText
from tests.cast import Cast, acting, authorise
from tests.making import a_scope
from tests.personnel.making import Bench, an_expert

WORDS = "I act impartially, name my interests, and keep to myself what I learn."


@pytest.fixture
def text(cast: Cast) -> DeclarationText:
    proposed = texts.propose(by=acting(cast.quinn), words=WORDS)
    return texts.approve(by=acting(cast.tom), text=proposed)


@dataclass(frozen=True)
class Signing:
    """Makes and signs a declaration for somebody, with nothing to declare."""

    text: DeclarationText

    def __call__(self, person: Person, **more: Any) -> Declaration:
        draft = declarations.make(by=acting(person), person=person)
        return declarations.sign(by=acting(person), declaration=draft, nothing_to_declare=True, **more)


@pytest.fixture
def signing(text: DeclarationText) -> Signing:
    return Signing(text)


@pytest.fixture
def bench(cast: Cast) -> Bench:
    """A scheme in which Ada evaluates competence and Erik is to examine."""
    scope = a_scope(cast)
    authorise(cast.ada, EVALUATOR, scope)
    return Bench(cast, scope, an_expert(cast))
