"""Hands on the keyboard only: wherever the focus goes it must be seen, and nothing may lie over it."""

from typing import Any

from playwright.sync_api import Page

FOCUSED = """() => {
    const here = document.activeElement;
    if (!here || here === document.body) return null;
    const box = here.getClientRects()[0] || here.getBoundingClientRect();
    const ringed = (each) => {
        const style = getComputedStyle(each);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    };
    const x = box.left + Math.min(box.width / 2, 20), y = box.top + box.height / 2;
    const over = document.elementFromPoint(x, y);
    const labels = [...(here.labels || [])], label = labels[0];
    return {
        words: (here.ariaLabel || (label && label.innerText) || here.innerText || here.value || "").trim(),
        tag: here.tagName, address: location.pathname,
        ring: ringed(here) || labels.some(ringed),
        seen: Boolean(over) && (here.contains(over) || over.contains(here)),
    };
}"""
FAR = 150
"""No page asks for more presses of the tab key than this."""


class Keyboard:
    """Presses keys on a page, and complains when the focus cannot be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> "Keyboard":
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def tab(self, key: str = "Tab") -> dict[str, Any]:
        """Go one stop further; returns where the focus is, which must be seen."""
        self.page.keyboard.press(key)
        at: dict[str, Any] | None = self.page.evaluate(FOCUSED)
        if at is None:
            return {"words": "", "tag": "BODY"}
        assert at["ring"], f"The focus has no ring: {at}"
        assert at["seen"], f"The focus lies under something or outside the screen: {at}"
        return at

    def tab_to(self, words: str, tag: str = "") -> "Keyboard":
        """Go on until what is focused begins with these words (and is that kind of element)."""
        met = []
        for _ in range(FAR):
            at = self.tab()
            met.append(at["words"][:30])
            if at["words"].startswith(words) and at["tag"].startswith(tag):
                return self
        raise AssertionError(f"The tab key never came to '{words}': {met}")

    def activate(self, words: str, tag: str = "") -> "Keyboard":
        """Go to a link or a button, and follow it by Enter."""
        self.tab_to(words, tag)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self
