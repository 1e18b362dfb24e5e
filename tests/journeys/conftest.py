"""A served house, Debian's Chromium, and a visitor who looks closely at every page."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.body import Body, served
from tests.journeys.house import House, serve
from tests.journeys.visitor import HEIGHT, Visitor
from tests.running.homes import build, made_once

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a journey."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("journey")


@pytest.fixture(scope="session")
def built(shared: Path) -> Path:
    """A home with the demo body, built once for all processes of this run."""
    return made_once(shared / "built", build)


@pytest.fixture(scope="session")
def house(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The demo body, served once for all journeys."""
    served = serve(built, tmp_path_factory.mktemp("house"))
    yield served
    served.stop()


@pytest.fixture(scope="session")
def assessment(laid: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Body]:
    """One body for the journeys of who examines, and with what; when they are through, its ledger proves them."""
    for body in served(laid, tmp_path_factory.mktemp("assessment"), "assessment"):
        yield body
    body.proves_itself()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    if not Path(CHROMIUM).exists():
        message = f"There is no Chromium at {CHROMIUM}; on Debian: apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def visiting(house: House, browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Open the house as somebody: ``visiting(width=390, dark=True)`` is a visitor with a fresh browser."""
    contexts = []

    def visit(*, width: int = 1280, dark: bool = False, scripts: bool = True) -> Visitor:
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHT},
            color_scheme="dark" if dark else "light",
            timezone_id="Europe/Berlin",
            locale="en-GB",
            java_script_enabled=scripts,
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return Visitor(house, context.new_page(), scripts=scripts)

    yield visit
    for context in contexts:
        context.close()
