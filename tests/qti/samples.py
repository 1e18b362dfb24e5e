"""One item of our own for every interaction that is delivered, with its right answer and what it earns."""

from guildhall import qti
from tests.qti.writers import MATCH, read, response

MAP = MATCH.replace("match_correct", "map_response")


def _asks(kind: str, content: str, **attributes: str) -> str:
    held = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return (
        f"<qti-item-body><p>Read the plate of the motor.</p>"
        f'<qti-{kind}-interaction response-identifier="RESPONSE"{held}>'
        f"<qti-prompt>What follows?</qti-prompt>{content}</qti-{kind}-interaction></qti-item-body>"
    )


def _all(element: str, *named: tuple[str, str], **attributes: str) -> str:
    held = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return "".join(f'<qti-{element} identifier="{name}"{held}>{text}</qti-{element}>' for name, text in named)


def _worth(*keys: tuple[str, float]) -> str:
    entries = "".join(f'<qti-map-entry map-key="{key}" mapped-value="{worth}"/>' for key, worth in keys)
    return f"<qti-mapping>{entries}</qti-mapping>"


STEPS = (("STOP", "Switch off"), ("LOCK", "Lock against switching on"), ("TEST", "Test that it is dead"))
LEFT = (("U", "Voltage"), ("I", "Current"))
RIGHT = (("V", "Volt"), ("A", "Ampere"), ("W", "Watt"))
SETS = "".join(
    f"<qti-simple-match-set>{_all('simple-associable-choice', *each, match_max='1')}</qti-simple-match-set>"
    for each in (LEFT, RIGHT)
)
GAPS = (
    _all("gap-text", ("cold", "cold"), ("warm", "warm"), ("hot", "hot"), match_max="1")
    + '<p>Oil that is <qti-gap identifier="G1"/> flows worse than oil that is <qti-gap identifier="G2"/>.</p>'
)
PASSAGES = (
    '<p><qti-hottext identifier="T1">The guard was open</qti-hottext> while '
    '<qti-hottext identifier="T2">the lamp was lit</qti-hottext> and '
    '<qti-hottext identifier="T3">the belt ran</qti-hottext>.</p>'
)

PICTURE = '<img src="data:image/png;base64,iVBORw0KGgo=" alt="A motor with its plate" width="200" height="100"/>'
SPOTS = (
    ("P1", "circle", "20,20,10", "Plate"),
    ("P2", "rect", "60,10,100,50", "Shaft"),
    ("P3", "poly", "120,10,160,10,140,60", "Foot"),
)


def _spots(element: str) -> str:
    return "".join(
        f'<qti-{element} identifier="{name}" shape="{shape}" coords="{at}" hotspot-label="{told}" match-max="1"/>'
        for name, shape, at, told in SPOTS
    )


AREAS = (
    '<qti-area-mapping lower-bound="0"><qti-area-map-entry shape="circle" coords="20,20,10" mapped-value="1"/>'
    '<qti-area-map-entry shape="rect" coords="60,10,100,50" mapped-value="1"/></qti-area-mapping>'
)

SAMPLES: dict[str, tuple[qti.Item, str | list[str], float]] = {
    "single choice": (
        qti.single_choice(
            identifier="s-1",
            title="A fuse",
            stem="What does a fuse do when it has blown?",
            options=[("A", "It interrupts the circuit."), ("B", "It limits the voltage."), ("C", "It stores charge.")],
            key="A",
        ),
        "A",
        1,
    ),
    "multiple choice": (
        qti.multiple_choice(
            identifier="m-1",
            title="Loads",
            stem="Which of these are inductive loads?",
            options=[("A", "A motor"), ("B", "A heater"), ("C", "A transformer"), ("D", "A lamp")],
            key=["A", "C"],
        ),
        ["C", "A"],
        1,
    ),
    "multiple choice by worth": (
        qti.multiple_choice(
            identifier="m-2",
            title="Loads",
            stem="Which of these are inductive loads?",
            options=[("A", "A motor"), ("B", "A heater"), ("C", "A transformer"), ("D", "A lamp")],
            key=["A", "C"],
            worth={"A": 1, "C": 1, "B": -1, "D": -1},
        ),
        ["A", "C"],
        2,
    ),
    "inline choice": (
        qti.inline_choice(
            identifier="i-1",
            title="Bearing",
            before="A bearing that",
            after="needs grease.",
            options=[("A", "squeals"), ("B", "is silent")],
            key="A",
        ),
        "A",
        1,
    ),
    "text entry": (
        qti.text_entry(
            identifier="t-1",
            title="Unit",
            before="Resistance is measured in",
            after=".",
            key="ohm",
            also={"ohms": 1, "Ω": 0.5},
        ),
        "Ohm",
        1,
    ),
    "number entry": (
        qti.text_entry(
            identifier="n-1", title="Power", before="230 V and 2 A make", after="W.", key="460", base="integer"
        ),
        "460",
        1,
    ),
    "order": (
        read(
            response(cardinality="ordered", correct=("STOP", "LOCK", "TEST")),
            _asks("order", _all("simple-choice", *STEPS), shuffle="true"),
        ),
        ["STOP", "LOCK", "TEST"],
        1,
    ),
    "match": (
        read(
            response("directedPair", "multiple", ("U V", "I A"), _worth(("U V", 1), ("I A", 1))),
            _asks("match", SETS, max_associations="2", shuffle="true"),
            MAP,
        ),
        ["U V", "I A"],
        2,
    ),
    "associate": (
        read(
            response("pair", "multiple", ("V U",)),
            _asks("associate", _all("simple-associable-choice", *LEFT, *RIGHT, match_max="1"), max_associations="1"),
        ),
        ["U V"],
        1,
    ),
    "gap match": (
        read(
            response("directedPair", "multiple", ("cold G1", "warm G2")),
            _asks("gap-match", GAPS),
        ),
        ["warm G2", "cold G1"],
        1,
    ),
    "hottext": (
        read(
            response(cardinality="multiple", correct=("T1", "T3")),
            _asks("hottext", PASSAGES, max_choices="2"),
        ),
        ["T1", "T3"],
        1,
    ),
    "slider": (
        read(
            response("integer", correct=("50",)),
            _asks("slider", "", lower_bound="0", upper_bound="100", step="10"),
        ),
        "50",
        1,
    ),
    "hotspot": (
        read(
            response(cardinality="multiple", correct=("P1", "P3")),
            _asks("hotspot", PICTURE + _spots("hotspot-choice"), max_choices="2"),
        ),
        ["P3", "P1"],
        1,
    ),
    "graphic order": (
        read(
            response(cardinality="ordered", correct=("P2", "P1", "P3")),
            _asks("graphic-order", PICTURE + _spots("hotspot-choice")),
        ),
        ["P2", "P1", "P3"],
        1,
    ),
    "graphic associate": (
        read(
            response("pair", "multiple", ("P3 P1",)),
            _asks("graphic-associate", PICTURE + _spots("associable-hotspot"), max_associations="1"),
        ),
        ["P1 P3"],
        1,
    ),
    "graphic gap match": (
        read(
            response("directedPair", "multiple", ("shaft P2", "foot P3")),
            _asks(
                "graphic-gap-match",
                PICTURE
                + _all("gap-text", ("shaft", "shaft"), ("foot", "foot"), match_max="1")
                + _spots("associable-hotspot"),
            ),
        ),
        ["foot P3", "shaft P2"],
        1,
    ),
    "select point": (
        read(
            response("point", "multiple", more=AREAS),
            _asks("select-point", PICTURE, max_choices="2"),
            MATCH.replace("match_correct", "map_response_point"),
        ),
        ["80 30", "20 20"],
        2,
    ),
}
"""Every interaction that a machine can score, by name."""

ESSAY = read(
    response("string"),
    _asks("extended-text", "", expected_lines="6"),
    "",
    outcomes='<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float" '
    'external-scored="human" normal-maximum="10"/>',
)
"""An item that a person scores."""

UPLOAD = read(
    response("file"),
    _asks("upload", "", type="application/pdf"),
    "",
    outcomes='<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float" '
    'external-scored="human" normal-maximum="10"/>',
)
"""An item that is answered with a file, which a person scores."""
