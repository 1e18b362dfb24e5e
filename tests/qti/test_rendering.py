"""What a candidate is shown: every interaction by native controls, each with its name, and nothing of the key."""

import re

import pytest
from lxml import html as documents

from guildhall import qti
from guildhall.qti.interactions import DELIVERED
from tests.qti.samples import ESSAY, SAMPLES, UPLOAD
from tests.qti.writers import BODY, ENTRY, SCORE, outcome, read, response, rules, sets, value

ITEMS = {name: item for name, (item, _, _) in SAMPLES.items()} | {"extended text": ESSAY, "upload": UPLOAD}


def shown(item: qti.Item, **named: object) -> documents.HtmlElement:
    return documents.fromstring(f"<form>{qti.render(item, id_prefix='q7', **named).html}</form>")


def collected(page: documents.HtmlElement, response: str = "RESPONSE") -> list[str]:
    """What the page's script collects: the values of controls in their order, without empty and unchosen ones."""
    given = []
    for control in page.iter("input", "select", "textarea"):
        if control.get("data-response") == response:
            if control.tag == "select":
                given += [each.get("value") for each in control.iter("option") if each.get("selected") is not None]
            elif control.get("type") in {"radio", "checkbox"}:
                given += [control.get("value")] if control.get("checked") is not None else []
            else:
                given.append(control.text_content().strip() if control.tag == "textarea" else control.get("value"))
    return [each for each in given if each]


def test_single_choice_is_a_group_of_radio_buttons():
    item = qti.single_choice(
        identifier="a", title="t", stem="Is it < 5 V?", options=[("A", "Yes & no"), ("B", "No")], key="A", shuffle=False
    )
    assert qti.render(item, id_prefix="q7", values={"RESPONSE": ["B"]}).html == (
        '<fieldset class="qti-interaction qti-choice" aria-describedby="q7-RESPONSE-hint">'
        '<legend>Is it &lt; 5 V?</legend><p class="qti-hint" id="q7-RESPONSE-hint">Choose one.</p>'
        '<div class="qti-options">'
        '<div class="qti-option"><input type="radio" id="q7-RESPONSE-A" name="q7-RESPONSE" value="A" '
        'data-response="RESPONSE"><label for="q7-RESPONSE-A">Yes &amp; no</label></div>'
        '<div class="qti-option"><input type="radio" id="q7-RESPONSE-B" name="q7-RESPONSE" value="B" '
        'data-response="RESPONSE" checked><label for="q7-RESPONSE-B">No</label></div>'
        "</div></fieldset>"
    )


def test_everything_that_is_delivered_has_a_sample():
    assert {each.kind for item in ITEMS.values() for each in item.interactions} == set(DELIVERED)


@pytest.mark.parametrize("name", ITEMS)
def test_every_control_has_a_name_and_an_id_of_its_own(name):
    page = shown(ITEMS[name], seed=1)
    labels = {each.get("for") for each in page.iter("label")}
    fields = list(page.iter("input", "select", "textarea"))
    assert fields
    controls = [each for each in fields if each.get("type") not in {"hidden", "file"}]
    assert [each.get("id") for each in controls if each.get("id") not in labels and not each.get("aria-label")] == []
    identifiers = [each.get("id") for each in page.iter() if each.get("id")]
    assert len(identifiers) == len(set(identifiers))
    assert {each.get("data-response", each.get("data-upload")) for each in fields} == {"RESPONSE"}
    assert all(each.get("name").startswith("q7-") for each in fields if each.get("type") != "file")
    assert all(legend.text_content().strip() for legend in page.iter("legend"))


@pytest.mark.parametrize("name", SAMPLES)
def test_what_was_answered_is_shown_again_and_earns_its_points(name):
    item, given, points = SAMPLES[name]
    values = [given] if isinstance(given, str) else given
    for seed in (None, 3, 17024):
        page = shown(item, seed=seed, values={"RESPONSE": values})
        assert sorted(collected(page)) == sorted(values)
        assert qti.score(item, {"RESPONSE": collected(page)}, seed).score == points == qti.maximum(item)
    assert collected(shown(item)) == []
    told = ["Who cannot see the picture cannot answer."] if name == "select point" else []
    assert [each.message for each in qti.validate(item)] in (
        told,
        [*told, "The item was not tried out: it states no key."],
    )


GRAPHIC = ("hotspot", "graphic order", "graphic associate", "graphic gap match", "select point")


@pytest.mark.parametrize("name", GRAPHIC)
def test_every_interaction_on_a_picture_can_be_answered_without_a_pointer(name):
    page = shown(SAMPLES[name][0])
    picture = page.find(".//svg")
    assert (picture.get("viewbox"), picture.get("role"), picture.get("aria-label")) == (
        "0 0 200 100",
        "img",
        "A motor with its plate",
    )
    assert [each for each in picture.iter("input", "select", "a", "button") if each is not None] == []
    beside = [each for each in page.iter("input", "select") if each.get("data-response")]
    assert len(beside) >= 2


@pytest.mark.parametrize("name", GRAPHIC[:4])
def test_every_spot_is_called_alike_on_the_picture_and_beside_it(name):
    page = shown(SAMPLES[name][0])
    drawn = [each.text for each in page.find(".//svg").iter("text")]
    beside = "".join(each.text_content() for each in page.iter("label", "option", "legend", "li"))
    assert drawn == ["A", "B", "C"]
    assert all(f"Spot {each}" in beside for each in drawn)
    assert "Spot B: Shaft" in beside


@pytest.mark.parametrize("name", ["hotspot", "graphic gap match"])
def test_a_click_on_a_spot_is_one_on_its_control(name):
    page = shown(SAMPLES[name][0])
    controls = {each.get("id") for each in page.iter("input", "select")}
    clicked = [each.get("for") for each in page.iter("label") if each.get("class") == "qti-click"]
    assert (len(clicked), set(clicked) <= controls) == (3, True)


def test_spots_have_the_shapes_that_are_written():
    drawn = qti.render(SAMPLES["hotspot"][0], id_prefix="q").html
    for shape in (
        '<circle cx="20" cy="20" r="10"/>',
        '<rect x="60" y="10" width="40" height="40"/>',
        '<polygon points="120 10 160 10 140 60"/>',
    ):
        assert shape in drawn


def test_a_spot_takes_as_many_labels_as_it_may():
    item, _, _ = SAMPLES["graphic gap match"]
    more = qti.read_item(qti.to_xml(item).replace(b'"Foot" match-max="1"', b'"Foot" match-max="0"'), name="more")
    assert len(list(shown(more).iter("select"))) == 4
    assert len(list(shown(item).iter("select"))) == 3


@pytest.mark.parametrize(
    ("name", "was", "broken"),
    [
        ("graphic order", b' shape="circle"', b""),
        ("graphic order", b"qti-hotspot-choice", b"qti-simple-choice"),
        ("graphic gap match", b"qti-gap-text", b"qti-gap"),
    ],
)
def test_what_is_wrong_with_spots_stops_no_page(name, was, broken):
    item, _, _ = SAMPLES[name]
    again = qti.read_item(qti.to_xml(item).replace(was, broken), name="broken.xml")
    assert [each for each in qti.validate(again) if each.severity == "error"]
    assert qti.render(again, id_prefix="q").interactions[0].response == "RESPONSE"


@pytest.mark.parametrize("written", ["80 30", "80, 30", "80,30", "80;30", " 80  30 "])
def test_a_point_counts_however_it_is_written(written):
    item, _, _ = SAMPLES["select point"]
    assert qti.score(item, {"RESPONSE": [written, "", "20"]}).score == 0
    assert qti.score(item, {"RESPONSE": [written, ""]}).score == 1


def test_a_file_is_named_in_the_answer_by_who_keeps_it():
    page = shown(UPLOAD, values={"RESPONSE": ["kept-1"]})
    chosen, kept = page.iter("input")
    assert (chosen.get("type"), chosen.get("accept"), chosen.get("data-upload")) == (
        "file",
        "application/pdf",
        "RESPONSE",
    )
    assert (kept.get("type"), kept.get("value")) == ("hidden", "kept-1")
    assert [each.message for each in qti.validate(UPLOAD)] == ["A person has to score the answer."]


def test_a_file_is_told_in_words_what_it_must_be():
    kinds = ["image/png", "audio/mpeg", "application/x-step"]
    item = qti.upload(identifier="IT", title="Plan", stem="Draw it.", kinds=kinds, most_bytes=2_500_000, points=4)
    page = shown(item)

    assert page.find_class("qti-hint")[0].text == (
        "A file of one of these kinds: PNG, MP3, application/x-step. At most 2.5 MB."
    )
    assert next(page.iter("input")).get("accept") == "image/png,audio/mpeg,application/x-step"
    assert (qti.describe(item).by_hand, qti.maximum(item)) == (True, 4)


@pytest.mark.parametrize("size", ["large", "", "9" * 12])
def test_a_size_that_nobody_can_read_is_not_told(size):
    item = qti.read_item(qti.to_xml(UPLOAD).replace(b' type="', f' data-max-size="{size}" type="'.encode(), 1), name="")

    assert shown(item).find_class("qti-hint")[0].text == "A file of one of these kinds: PDF."


def test_what_is_played_has_controls_captions_and_words():
    played = (
        '<video src="a.mp4" autoplay="autoplay" onplay="x()" title="The start"><track kind="captions" src="a.vtt" '
        'srclang="en" label="English"/>The motor starts.</video>'
    )
    html = qti.render(read(response(), ENTRY.replace("Say ", played)), id_prefix="q", resolve=lambda a: f"/f/{a}").html
    assert html.startswith(
        '<p><span class="qti-media">'
        '<video controls controlslist="nodownload" preload="metadata" src="/f/a.mp4" aria-label="The start">'
        '<track kind="captions" src="/f/a.vtt" srclang="en" label="English"></video>'
        "<details><summary>In words</summary>The motor starts.</details></span><input"
    )


def test_an_essay_is_shown_again():
    said = "Line one\n<b>Line two</b>"
    assert collected(shown(ESSAY, values={"RESPONSE": [said]})) == [said]
    assert [each.message for each in qti.validate(ESSAY)] == ["A person has to score the answer."]


SECRET = "zq"
KEYED = read(
    response(
        "string",
        correct=(f"{SECRET}key",),
        more=f'<qti-mapping><qti-map-entry map-key="{SECRET}mapped" mapped-value="7.77"/></qti-mapping>',
        identifier="R1",
    )
    + response(correct=("A",))
    + '<qti-template-declaration identifier="T" cardinality="single" base-type="string"/>'
    + f'<qti-template-processing><qti-set-correct-response identifier="RESPONSE">{value("B", "identifier")}'
    "</qti-set-correct-response></qti-template-processing>",
    BODY.replace(
        "Which?",
        f'<b title="{SECRET}" class="{SECRET}" id="{SECRET}" data-key="{SECRET}" aria-label="{SECRET}">Which?</b>'
        f"<!-- {SECRET} --><?{SECRET} {SECRET}?>",
    ).replace(
        "<qti-choice-interaction",
        f'<qti-feedback-block outcome-identifier="SCORE" identifier="a" show-hide="hide">{SECRET}</qti-feedback-block>'
        f'<p>You <qti-feedback-inline outcome-identifier="SCORE" identifier="a" show-hide="show">{SECRET}'
        f'</qti-feedback-inline></p><qti-rubric-block view="scorer author">{SECRET}</qti-rubric-block>'
        '<qti-rubric-block view="candidate"><p>Use a calculator.</p></qti-rubric-block>'
        f'<qti-printed-variable identifier="RESPONSE"/><qti-printed-variable identifier="{SECRET}out"/>'
        f'<qti-x class="{SECRET}">{SECRET}</qti-x><script>{SECRET}</script><style>{SECRET}</style>'
        "<qti-choice-interaction",
    ),
    rules(sets("SCORE", value(8.88)))
    + f'<qti-modal-feedback identifier="a" outcome-identifier="SCORE" show-hide="show">{SECRET}</qti-modal-feedback>',
    outcomes=SCORE
    + outcome(
        f"{SECRET}out", "string", more=f"<qti-default-value><qti-value>{SECRET}</qti-value></qti-default-value>"
    ),
)  # fmt: skip


def test_nothing_that_tells_the_key_is_ever_shown():
    html = qti.render(KEYED, id_prefix="q7", seed=5, values={"RESPONSE": ["C"]}).html
    for secret in (SECRET, "7.77", "8.88", "SCORE", "correct", "feedback"):
        assert secret not in html
    assert "Use a calculator." in html
    assert "<b>Which?</b>" in html


@pytest.mark.parametrize("name", ITEMS)
def test_html_is_the_same_whatever_the_key_is(name):
    """Another key, another mapping, other rules: not one byte of the page changes."""
    item = ITEMS[name]
    source = qti.to_xml(item).decode()
    keyless = re.sub(r"<qti-correct-response>.*</qti-correct-response>", "", source)
    keyless = re.sub(r"<qti-mapping.*</qti-mapping>", "", keyless)
    other = qti.read_item(keyless.encode(), name="keyless")
    assert other.responses[0].correct is None
    assert qti.render(other, id_prefix="q7", seed=9) == qti.render(item, id_prefix="q7", seed=9)


@pytest.mark.parametrize(
    ("brought", "kept"),
    [
        ("<script>alert(1)</script>x", "x"),
        ('<say-as xmlns="http://www.w3.org/2010/10/synthesis">x</say-as>', "x"),
        ('<b onmouseover="x()" style="color:red">x</b>', "<b>x</b>"),
        ('<a href="javascript:x()">x</a>', "<a>x</a>"),
        ('<iframe src="https://e/">x</iframe>', ""),
        ('<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>', ""),
        ('<form action="/x"><input name="a" value="b"/>x</form>', "x"),
        ('<object type="image/png" data="a.png">A valve</object>', '<img src="/f/a.png" alt="A valve">'),
        ('<img src="a.png" alt="A &quot;valve&quot;" width="20" onerror="x()"/>',
         '<img src="/f/a.png" alt="A &quot;valve&quot;" width="20">'),
        ('<math xmlns="http://www.w3.org/1998/Math/MathML"><mfrac><mn>1</mn><mn>2</mn></mfrac></math>',
         "<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>"),
        ('<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mi>x</m:mi></m:math>', "<math><mi>x</mi></math>"),
        ('<em xml:lang="fr">liberté</em>', '<em lang="fr">liberté</em>'),
        ("\ue0000\ue001", "0"),
        ("&lt;script&gt;x&lt;/script&gt;", "&lt;script&gt;x&lt;/script&gt;"),
    ],
)  # fmt: skip
def test_only_what_is_on_the_list_is_shown(brought, kept):
    item = read(response(), ENTRY.replace("Say ", brought))
    html = qti.render(item, id_prefix="q", resolve=lambda address: f"/f/{address}").html
    assert html.startswith(f"<p>{kept}<input")


def test_prompts_and_choices_stand_in_labels_as_phrases():
    item = read(response(), BODY.replace("Which?", "<p>One</p><div>Two</div>").replace("Option A", "<p>A</p>"))
    page = shown(item)
    assert [each.tag for legend in page.iter("legend", "label") for each in legend.iter("p", "div")] == []
    assert page.find(".//legend").text_content() == "OneTwo"


SHUFFLED = BODY.replace('max-choices="0"', 'max-choices="0" shuffle="true"')


def order(item: qti.Item, seed: int | None) -> str:
    return "".join(each.get("value") for each in shown(item, seed=seed).iter("input"))


def test_order_of_choices_comes_from_the_seed_and_fixed_ones_stay():
    item = read(response(), SHUFFLED.replace('identifier="D"', 'identifier="D" fixed="true"'))
    orders = [order(item, seed) for seed in range(60)]
    assert orders == [order(item, seed) for seed in range(60)]
    assert {each[-1] for each in orders} == {"D"}
    assert len(set(orders)) == 6
    assert order(item, None) == "ABCD"
    assert order(read(response()), 5) == "ABCD"


def test_the_order_of_a_seed_never_changes():
    """What a candidate saw must be found again in an appeal, in whatever version."""
    item = qti.single_choice(
        identifier="kept", title="t", stem="?", options=[(each, each) for each in "ABCDEFGH"], key="A"
    )
    assert [order(item, seed) for seed in (1, 2, 17024)] == KEPT


KEPT = ["CBAFHGDE", "ADBHGCEF", "BCDGFEAH"]


def test_drawn_values_are_printed_and_decide_what_is_shown():
    declared = '<qti-template-declaration identifier="N" cardinality="single" base-type="integer"/>'
    drawn = (
        '<qti-template-processing><qti-set-template-value identifier="N"><qti-random-integer min="1" max="2"/>'
        "</qti-set-template-value></qti-template-processing>"
    )
    body = ENTRY.replace(
        "Say ",
        'N is <qti-printed-variable identifier="N"/>.<qti-template-inline template-identifier="N" identifier="1" '
        'show-hide="show">One</qti-template-inline><qti-template-inline template-identifier="N" identifier="1" '
        'show-hide="hide">Not one</qti-template-inline> ',
    )
    item = read(response("string") + declared + drawn, body)
    texts = {shown(item, seed=seed).text_content() for seed in range(20)}
    assert texts == {"N is 1.One .", "N is 2.Not one ."}


PRINTED = [
    ("float", ("3.14159",), 'format="%.2f"', "3.14"),
    ("float", ("0.30000000000000004",), "", "0.3"),
    ("float", ("3.0",), "", "3"),
    ("float", ("1e20",), "", "1e+20"),
    ("float", ("12345.678",), 'format="%.3e"', "1.235e+04"),
    ("integer", ("7",), 'format="%03d"', "007"),
    ("integer", ("7",), 'format="%s and more"', "7"),
    ("integer", ("7", "8"), "", "7, 8"),
    ("integer", ("7", "8"), 'delimiter=" | "', "7 | 8"),
    ("integer", ("7", "8"), 'index="2"', "8"),
    ("integer", ("7", "8"), 'index="9"', ""),
    ("boolean", ("true",), 'format="%d"', "true"),
    ("pair", ("A B",), "", "A B"),
]


@pytest.mark.parametrize(("base", "values", "how", "expected"), PRINTED)
def test_a_drawn_value_is_printed_as_its_author_says(base, values, how, expected):
    held = "".join(f"<qti-value>{each}</qti-value>" for each in values)
    declared = (
        f'<qti-template-declaration identifier="N" cardinality="ordered" base-type="{base}">'
        f"<qti-default-value>{held}</qti-default-value></qti-template-declaration>"
    )
    body = ENTRY.replace("Say ", f'[<qti-printed-variable identifier="N" {how}/>]')
    assert f"[{expected}]" in shown(read(response("string") + declared, body)).text_content()


def test_a_field_of_a_drawn_record_is_printed():
    fields = "".join(
        f'<qti-value field-identifier="{name}" base-type="integer">{value}</qti-value>'
        for name, value in (("a", 7), ("b", 8))
    )
    declared = (
        '<qti-template-declaration identifier="N" cardinality="record">'
        f"<qti-default-value>{fields}</qti-default-value></qti-template-declaration>"
    )
    body = ENTRY.replace(
        "Say ",
        '[<qti-printed-variable identifier="N" field="b"/>][<qti-printed-variable identifier="N" field="c"/>]',
    )
    assert "[8][]" in shown(read(response("string") + declared, body)).text_content()


def test_a_drawn_value_stands_in_a_list_and_in_a_formula():
    declared = "".join(
        f'<qti-template-declaration identifier="{name}" cardinality="single" base-type="integer" {more}>'
        "<qti-default-value><qti-value>7</qti-value></qti-default-value></qti-template-declaration>"
        for name, more in (("N", 'math-variable="true"'), ("M", ""))
    )
    formula = (
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>N</mi><mo>+</mo><mi>M</mi><mo>+</mo><mi>x</mi></math>'
    )
    options = "".join(
        f'<qti-inline-choice identifier="{name}">{text}</qti-inline-choice>'
        for name, text in (
            ("A", '<qti-printed-variable identifier="N"/> V'),
            (
                "B",
                'N<qti-template-inline template-identifier="N" identifier="7" show-hide="hide">o</qti-template-inline>',
            ),
        )
    )
    asked = f'<qti-inline-choice-interaction response-identifier="RESPONSE">{options}</qti-inline-choice-interaction>'
    item = read(response(correct=("A",)) + declared, f"<qti-item-body><p>{formula} {asked}</p></qti-item-body>")

    page = shown(item)

    assert [each.text for each in page.iter("option")][1:] == ["7 V", "N"]
    assert [(each.tag, each.text) for each in next(page.iter("math"))] == [
        ("mn", "7"), ("mo", "+"), ("mi", "M"), ("mo", "+"), ("mi", "x"),
    ]  # fmt: skip
    assert qti.read_item(qti.to_xml(item), name="again.xml") == item


def test_several_answers_in_a_text_are_numbered():
    body = ENTRY.replace("</p>", ' and <qti-text-entry-interaction response-identifier="R2"/></p>')
    page = shown(read(response("float") + response("integer", identifier="R2"), body))
    assert [(each.get("aria-label"), each.get("inputmode")) for each in page.iter("input")] == [
        ("Answer 1", "decimal"),
        ("Answer 2", "numeric"),
    ]


def test_the_words_are_those_of_the_language():
    german = qti.Wording(choose_most="Höchstens {most} auswählen.", answer="Ihre Antwort")
    body = BODY.replace('max-choices="0"', 'max-choices="2"').replace("<qti-prompt>Which?</qti-prompt>", "")
    page = shown(read(response(cardinality="multiple"), body), wording=german)
    assert page.find(".//legend").text_content() == "Ihre Antwort"
    assert page.find(".//p").text_content() == "Höchstens 2 auswählen."


def test_what_is_asked_is_told():
    body = BODY.replace('max-choices="0"', 'max-choices="3" min-choices="1"')
    rendered = qti.render(read(response(cardinality="multiple"), body), id_prefix="q")
    assert rendered.interactions == (qti.Shown("RESPONSE", "choice", 1, 3),)


def test_what_cannot_be_shown_is_not_shown_by_halves():
    item = read(
        response("file"),
        '<qti-item-body><qti-drawing-interaction response-identifier="RESPONSE"/></qti-item-body>',
    )
    with pytest.raises(qti.QtiProblem, match="cannot be shown"):
        qti.render(item, id_prefix="q")
