"""Somebody who uses the house and looks closely: every page is asked for barriers, faults and broken layout."""

import re
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Page, Response, expect

from tests.journeys.house import House

AXE = (Path(__file__).parent.parent / "vendor" / "axe.min.js").read_text()
LOOK = """() => axe.run(document, {resultTypes: ['violations']}).then(result => result.violations.map(
    rule => rule.id + ': ' + rule.nodes.map(node => node.target.join(' ')).slice(0, 3).join(' | ')))"""
SETTLED = """() => document.readyState === 'complete' && !document.querySelector('.htmx-request')
    && !document.getAnimations().some(each => each instanceof CSSTransition && each.playState === 'running')"""
"""Nothing that the page itself asked for is on its way any more, and no colour is changing."""

OVERFLOWS = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"
HEIGHT = 860
"""Of every screen, in pixels."""

EXPECTED = re.compile(r"Failed to load resource.*status of (403|404|409|413|422|429)")


class Visitor:
    """A person at a browser. Whatever page they come to is checked by `look`."""

    def __init__(self, house: House, page: Page, *, scripts: bool = True) -> None:
        self.house, self.page, self.scripts = house, page, scripts
        self.complaints: list[str] = []
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("response", self._watch)

    def be(self, name: str) -> "Visitor":
        """Sign in as somebody of the demonstration's cast."""
        self.go("/demo/sign-in/")
        self.press(f"Be {name}")
        return self

    def go(self, path: str) -> "Visitor":
        """Open a page by its address."""
        self.page.goto(path if path.startswith("http") else self.house.address + path)
        return self.look()

    def press(self, name: str, *, exact: bool = True) -> "Visitor":
        """Press a button, or follow a link, by the words on it; the page itself comes before what stands around it."""
        main = self.page.locator("main")
        for place in (
            main.get_by_role("button", name=name, exact=exact),
            main.get_by_role("link", name=name, exact=exact),
        ):
            if place.count():
                place.first.click()
                break
        else:
            self.page.get_by_role("link", name=name, exact=exact).first.click()
        self.page.wait_for_load_state()
        return self.look()

    def fill(self, label: str, value: str) -> "Visitor":
        """Type into the field that is labelled so."""
        self.page.get_by_label(label, exact=True).fill(value)
        return self

    def sees(self, text: str) -> "Visitor":
        """The page shows `text` in what people see."""
        expect(self.page.get_by_text(text).locator("visible=true").first).to_be_visible()
        return self

    def sees_not(self, text: str) -> "Visitor":
        """The page shows `text` nowhere."""
        expect(self.page.get_by_text(text).locator("visible=true")).to_have_count(0)
        return self

    def turn_to(self, *, width: int, dark: bool = False) -> "Visitor":
        """Go on at another screen."""
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
        self.page.emulate_media(color_scheme="dark" if dark else "light")
        return self

    def look(self) -> "Visitor":
        """No barrier (axe-core with its best practices), no fault of a script, nothing wider than the screen."""
        self.page.wait_for_load_state()
        if self.scripts:
            self.page.wait_for_function(SETTLED)
        found = self._barriers() + self.complaints
        if self.page.evaluate(OVERFLOWS):
            found.append("The page is wider than the screen.")
        assert found == [], f"{self.page.url} at {self.page.viewport_size}: {found}"
        return self

    def _barriers(self) -> list[str]:
        """What axe-core finds; it is a script, so it looks only where scripts run."""
        if not self.scripts:
            return []
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(AXE)
        barriers: list[str] = self.page.evaluate(LOOK)
        return barriers

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not EXPECTED.search(message.text):
            self.complaints.append(message.text)

    def _watch(self, response: Response) -> None:
        if response.status >= 500:
            self.complaints.append(f"{response.status} {response.url}")
