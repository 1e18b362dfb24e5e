"""What pages need besides the installation."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture(scope="session", autouse=True)
def _place_of_static_files() -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def demonstration(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make this a demonstration, as GUILDHALL_DEMO does; addresses are laid out anew."""
    monkeypatch.setattr(settings, "GUILDHALL", replace(settings.GUILDHALL, demo=True))
