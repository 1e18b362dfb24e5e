"""Keys never leave the server: every byte that a browser gets in a whole examination is read for them."""

from html import unescape
from xml.etree import ElementTree as ET

import pytest

from guildhall.exams.acts import sitting_down
from guildhall.exams.models import Attempt
from tests.cast import acting, sign_in
from tests.exams.delivery.conftest import Browser, answer
from tests.exams.delivery.forging import a_form
from tests.exams.delivery.sitting import ready
from tests.exams.delivery.test_pages import at, carried

SCORING = (
    "correct-response",
    "correctResponse",
    "mapping",
    "map-entry",
    "mapped",
    "response-processing",
    "responseProcessing",
    "response-declaration",
    "outcome-declaration",
    "template-processing",
    "match_correct",
    "set-outcome-value",
    "base-value",
    "qti-value",
    "SCORE",
    "modal-feedback",
    "rubric",
)
"""Words of an item's source that tell how it is scored."""

HIDDEN = "zzz-only-the-key-says-this"
"""Stands in the sources, in every place that is not for candidates."""


def marked(source: str) -> str:
    """An item's source with a word in key, mapping, comment, title and attribute that no candidate may see."""
    return (
        source.replace("<qti-item-body>", f"<!-- {HIDDEN} --><qti-item-body>", 1)
        .replace('title="', f'title="{HIDDEN} ', 1)
        .replace("</qti-response-declaration>", f"<!-- {HIDDEN} --></qti-response-declaration>", 1)
    )


@pytest.fixture
def form(made):
    """A form of every kind of item, whose sources hold what must not get out."""
    from tests import forge

    form = a_form(made, 8)
    for placement in form.items.select_related("item_version"):
        version = placement.item_version
        source = marked(version.source)
        assert source.count(HIDDEN) >= 2
        assert ET.fromstring(source) is not None
        with forge.behind_the_acts():
            version.source = source
            version.save()
    return form


def test_no_byte_of_a_whole_examination_tells_a_key(client, made, carla, form, clock):
    seen: list[bytes] = []

    def read(response):
        seen.append(b"".join(response) if response.streaming else response.content)
        seen.append(repr(sorted(response.items())).encode())
        seen.extend(each.OutputString().encode() for each in response.cookies.values())
        return response

    attempt = ready(made, carla, mode="remote", form=form)
    sign_in(client, carla.person)
    for name in ("sit-start", "sit-seat"):
        shown = read(client.get(at(attempt)))
        read(client.post(at(attempt, name), carried(shown.content.decode())))
        read(client.get(at(attempt)))
        browser = Browser(Attempt.reloaded(attempt.pk))
        for number in range(1, 9):
            told = browser.save(
                answer(number, number, "right", "harness", "first", "4"), answer(number + 8, number, "x")
            )
            seen.append(repr(told).encode())
        seen.append(repr([browser.save(), browser.save(answer(17, 99, "x")), browser.send(b"{")]).encode())
    sitting_down.interrupt(by=acting(made.crew.ina), attempt=Attempt.reloaded(attempt.pk), reason="Alarm")
    read(client.get(at(attempt)))
    sitting_down.resume(by=acting(made.crew.ina), attempt=Attempt.reloaded(attempt.pk))
    clock.move(minutes=31)
    read(client.get(at(attempt)))
    sitting_down.submit(by=sitting_down.TIMERS, attempt=Attempt.reloaded(attempt.pk))
    read(client.get(at(attempt)))

    everything = unescape(b"\n".join(seen).decode())
    assert everything.count('data-response="RESPONSE"') >= 16
    assert [word for word in (*SCORING, HIDDEN) if word in everything] == []
    assert Attempt.reloaded(attempt.pk).answer_key not in everything


def test_order_of_options_and_controls_does_not_tell_the_key(client, made, carla, form):
    """Right and wrong options are written alike: what differs between them is their own value and words."""
    import re

    attempt = ready(made, carla, form=form)
    sign_in(client, carla.person)
    client.post(at(attempt, "sit-start"), carried(client.get(at(attempt)).content.decode()))
    shown = client.get(at(attempt)).content.decode()
    options = re.findall(r'<div class="qti-option"><input([^>]*)>', shown)
    shapes = {re.sub(r'(id|value|name)="[^"]*"', r"\1", each) for each in options}
    assert len(options) == 12
    assert shapes == {
        ' type="radio" id name value data-response="RESPONSE"',
        ' type="checkbox" id name value data-response="RESPONSE"',
    }
