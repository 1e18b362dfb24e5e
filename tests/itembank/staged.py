"""A scheme that is set once for a whole module, and Ivo at his browser, for the tests that leave both as they were."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast, engage, sign_in
from tests.making import Made, a_scheme
from tests.staging import set_once

Stage = tuple[Cast, Made]


def staged() -> tuple[Any, Any, Any, Any]:
    """The fixtures of a module, which takes them under their names: `stage, cast, made, ivo = staged()`."""

    @pytest.fixture(scope="module")
    def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
        with set_once(django_db_blocker):
            cast = engage()
            yield cast, a_scheme(cast)

    @pytest.fixture
    def cast(stage: Stage) -> Cast:
        return stage[0]

    @pytest.fixture
    def made(stage: Stage) -> Made:
        return stage[1]

    @pytest.fixture
    def ivo(made: Made) -> Client:
        return sign_in(Client(), made.crew.ivo)

    return stage, cast, made, ivo
