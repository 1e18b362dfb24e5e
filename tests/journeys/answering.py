"""An item is answered as a candidate answers it who has no mouse: by the tab key, the arrows and the space bar."""

from typing import Any

from tests.journeys.keyboard import FAR, Keyboard

CONTROL = """() => {
    const {tagName, type, name, value, checked} = document.activeElement;
    return {tag: tagName, type, name, value, checked, isOurs: document.activeElement.matches('[data-response]')};
}"""


def answer(keyboard: Keyboard, right: dict[str, list[str]]) -> None:
    """Go through the item by the tab key, and give at every control what is right there; stop at the button."""
    page = keyboard.page
    for _ in range(FAR):
        keyboard.tab()
        at = page.evaluate(CONTROL)
        if (
            at["tag"] == "BUTTON"
            and not at["isOurs"]
            and page.evaluate("!!document.activeElement.closest('main form')")
        ):
            return
        if at["isOurs"]:
            _give(keyboard, at, right.get(at["name"], []))
    raise AssertionError("The tab key never came to the button.")


def _give(keyboard: Keyboard, at: dict[str, Any], wanted: list[str]) -> None:
    if at["type"] == "checkbox" and at["value"] in wanted:
        keyboard.press("Space")
    elif at["type"] == "radio" and wanted:
        _go_down_to(keyboard, wanted[0])
        keyboard.press("Space")
    elif at["tag"] == "SELECT" and wanted:
        _go_down_to(keyboard, wanted[0])
    elif at["type"] not in {"checkbox", "radio", "select-one"} and wanted:
        keyboard.page.keyboard.type(wanted[0])


def _go_down_to(keyboard: Keyboard, value: str) -> None:
    """Go down in a list or a group of buttons until a value is chosen."""
    for _ in range(FAR):
        if keyboard.page.evaluate("document.activeElement.value") == value:
            return
        keyboard.press("ArrowDown")
    raise AssertionError(f"The arrow never came to '{value}'.")
