"""Everything that is wrong with an item, before a candidate meets it.

An error keeps it out: it could not be shown, not be answered rightly, or not be scored. A warning is for its reviewer.
"""

import re
from collections import Counter
from collections.abc import Callable

from guildhall.qti import geometry
from guildhall.qti.answers import is_choice
from guildhall.qti.checking import check_rules
from guildhall.qti.describing import scored_by_hand
from guildhall.qti.feedback import check_feedback
from guildhall.qti.findings import Finding, Findings, QtiProblem
from guildhall.qti.graphics import drawn_on, size_of
from guildhall.qti.interactions import CHOICES_OF, DELIVERED, KINDS
from guildhall.qti.item import Item
from guildhall.qti.limits import check_bounds, check_counts, check_limits, check_sliders
from guildhall.qti.model import Interaction, Node, Response
from guildhall.qti.sanitising import REFUSED, SPOKEN, medium, picture
from guildhall.qti.scoring import best_answers, key, maximum, score
from guildhall.qti.templates import TEMPLATES
from guildhall.qti.values import text_of

IDENTIFIER = re.compile(r"[^\W\d][\w.-]*")
_BLANKS = re.compile(r"[\x00-\x20]+")
TELLING = re.compile(r"(?:^|[_.-])(?:in)?correct|right|wrong|distractor|answer[_.-]?key|^key", re.IGNORECASE)


OUTSIDE = frozenset({"qti-assessment-stimulus-ref", "qti-template-block", "qti-interaction-modules"})
"""What stands beside an item and would be shown with it, but is not read."""

LISTS = frozenset({"inline-choice", "order", "gap-match", "graphic-gap-match"})
"""Interactions whose choices stand in a list, which can hold text alone."""


SCRIPTED = ("javascript:", "vbscript:", "data:text/", "data:application/")
"""How an address begins behind which a browser would run something; blanks and line ends within do not stop it."""

WITHOUT_CHOICES = frozenset({"text-entry", "extended-text", "slider", "select-point", "upload"})
GRAPHIC = frozenset({"hotspot", "graphic-order", "graphic-associate", "graphic-gap-match", "select-point"})


EXTENDED = "'{name}' is an extension that is not known here."
INFORMATION = "The item asks for no answer and yields no score: it is there to be read."


def validate(item: Item) -> list[Finding]:
    """All findings about an item, in the order of its file."""
    findings = Findings(item.name)
    for check in CHECKS:
        check(item, findings)
    if not findings.errors and not is_information(item):
        _scores(item, findings)
    return sorted(findings.found, key=lambda finding: (finding.line, finding.severity))


def _root(item: Item, findings: Findings) -> None:
    if not item.title:
        findings.warning(item.root, "The item has no title.", "Give it one, so that people can tell it from others.")
    if item.adaptive:
        findings.error(item.root, "The item is adaptive; it cannot be delivered.", "Write it as several items.")
    for each in item.rest:
        if each.name in OUTSIDE:
            findings.error(each, f"The item needs '{each.name}', which is not read.", "Put its content into the item.")
        elif each.name.startswith("{"):
            findings.error(each, EXTENDED.format(name=each.name), "Use the standard alone.")
        elif each.name == "qti-stylesheet":
            findings.warning(each, "Style sheets of an item are not used.", "See in the preview that nothing is lost.")
    if not item.interactions and is_information(item):
        findings.warning(item.body, INFORMATION, "Put an interaction into its body if it should.")
    elif not item.interactions:
        findings.error(item.body, "The item asks for no answer.", "Put an interaction into its body.")


def is_information(item: Item) -> bool:
    """Whether an item is there to be read alone: it asks nothing, and nothing of it is scored."""
    return not item.interactions and not item.processing.template and not item.processing.rules


def _identifiers(item: Item, findings: Findings) -> None:
    declared = (*item.responses, *item.outcomes, *item.templates)
    for each in declared:
        if not IDENTIFIER.fullmatch(each.identifier):
            findings.error(
                each.node, f"'{each.identifier[:60]}' is no identifier.", "Begin with a letter; use no spaces."
            )
    for name, times in Counter(each.identifier for each in declared).items():
        if times > 1:
            findings.error(item.root, f"'{name}' is declared {times} times.", "Give every variable a name of its own.")


def _shapes(item: Item, findings: Findings) -> None:
    for each in item.responses:
        if each.cardinality == "record":
            findings.error(each.node, "A response that is a record cannot be given.", "Declare a single response.")
        if all(asked.response != each.identifier for asked in item.interactions):
            findings.warning(
                each.node, f"No interaction answers to '{each.identifier}'; its key is never given.", "Take it out."
            )
        if each.default is not None:
            findings.warning(each.node, "A response that is given beforehand begins empty here.", "Remove the default.")


def _declarations(item: Item, findings: Findings) -> None:
    """What a tool adds to a declaration may change what an answer is worth: it is named, never passed over."""
    for each in (*item.responses, *item.outcomes, *item.templates):
        for node in (within for within in each.node.walk() if within.name.startswith("{")):
            findings.error(node, EXTENDED.format(name=node.name), "Use the standard alone.")


def _interactions(item: Item, findings: Findings) -> None:
    for each in item.interactions:
        kind = KINDS.get(each.kind)
        if kind is None or each.kind not in DELIVERED:
            findings.error(
                each.node,
                f"The interaction '{kind.label if kind else each.kind}' cannot be given to candidates here.",
                f"Use one of: {', '.join(KINDS[name].label for name in DELIVERED)}.",
            )
        _answered_by(each, item, findings)
    for name, times in Counter(each.response for each in item.interactions).items():
        if times > 1:
            findings.error(item.body, f"{times} interactions answer to '{name}'.", "Give each a response of its own.")


def _answered_by(each: Interaction, item: Item, findings: Findings) -> None:
    declared, kind = item.response(each.response), KINDS.get(each.kind)
    if declared is None:
        findings.error(each.node, f"There is no response '{each.response}'.", "Declare it, or correct its name.")
    elif kind and kind.cardinalities and declared.cardinality != "record":
        if declared.cardinality not in kind.cardinalities:
            wanted = " or ".join(kind.cardinalities)
            findings.error(
                declared.node,
                f"A response to {kind.label} is {wanted}, not {declared.cardinality}.",
                f"Write {wanted}.",
            )
        if declared.base not in kind.bases:
            wanted = " or ".join(kind.bases)
            findings.error(
                declared.node,
                f"A response to {kind.label} has the base type {wanted}, not {declared.base}.",
                f"Write {wanted}.",
            )


def _choices(item: Item, findings: Findings) -> None:
    for each in item.interactions:
        for node in (each.node, *(choice.node for choice in each.choices)):
            check_counts(node, findings)
        check_limits(each, item, findings)
        if each.kind in WITHOUT_CHOICES or each.kind not in DELIVERED:
            continue
        if len(each.choices) < 2:
            findings.error(each.node, "There are fewer than two things to choose from.", "Write more choices.")
        for name, times in Counter(choice.identifier for choice in each.choices).items():
            if times > 1:
                findings.error(each.node, f"{times} choices are called '{name}'.", "Give each a name of its own.")
        _alike(each, findings)
        for choice in each.choices:
            _choice(choice.identifier, choice.node, findings)
            _belongs(choice.node, each.kind, findings)
            if each.kind in LISTS:
                _listed(choice.node, findings)


def _belongs(node: Node, kind: str, findings: Findings) -> None:
    wanted = CHOICES_OF[kind]
    if node.name not in wanted:
        message = f"'{node.name}' is nothing that is chosen in {KINDS[kind].label}."
        findings.error(node, message, f"Write {' or '.join(sorted(wanted))}.")


def _alike(each: Interaction, findings: Findings) -> None:
    """Two choices of a set that say the same: whoever knows the answer cannot tell them apart."""
    told = [(choice.group, " ".join(choice.node.text.split())) for choice in each.choices if not choice.node.elements]
    for (_, said), times in Counter(each for each in told if each[1]).items():
        if times > 1:
            findings.warning(each.node, f"{times} choices say the same: '{said[:60]}'.", "Write another one.")


def _choice(name: str, node: Node, findings: Findings) -> None:
    if not IDENTIFIER.fullmatch(name):
        findings.error(node, f"'{name[:60]}' is no identifier.", "Begin with a letter; use no spaces.")
    if TELLING.search(name):
        findings.warning(node, f"The name '{name}' may tell the key; it can be read in the page.", "Rename the choice.")
    empty = node.name != "qti-gap" and not node.text.strip() and not node.get("shape")
    if empty and not any(picture(each) or each.name == "math" for each in node.walk()):
        findings.error(node, f"The choice '{name}' is empty.", "Write its text.")


def _graphics(item: Item, findings: Findings) -> None:
    for each in item.interactions:
        if each.kind in GRAPHIC:
            _drawn(each, findings)
        for choice in each.choices:
            if choice.node.get("shape"):
                _spot(choice.node, findings)


def _drawn(each: Interaction, findings: Findings) -> None:
    shown = drawn_on(each)
    if shown is None:
        findings.error(each.node, "There is no picture to choose on.", "Put an 'img' or 'object' into it.")
    elif size_of(shown) is None:
        findings.error(shown, "The picture does not say how wide and high it is.", "Write 'width' and 'height'.")
    if each.kind == "select-point":
        findings.warning(each.node, "Who cannot see the picture cannot answer.", "Offer another item in its place.")


def _spot(node: Node, findings: Findings) -> None:
    if geometry.area(node.get("shape"), node.get("coords")) is None:
        findings.error(node, "The spot cannot be read.", "Correct its shape or its coordinates.")
    elif not (node.get("hotspot-label") or node.get("aria-label")):
        findings.warning(
            node,
            f"The spot '{node.get('identifier')[:60]}' is called by its letter alone.",
            "Give it a 'hotspot-label'.",
        )


def _listed(node: Node, findings: Findings) -> None:
    for each in node.walk():
        if each.name == "math" and not each.get("alttext"):
            findings.error(each, "A list cannot show a formula.", "Give it an 'alttext', or use a choice interaction.")
        elif picture(each):
            findings.warning(each, "In a list the picture is its alternative text.", "Use a choice interaction.")


def _keys(item: Item, findings: Findings) -> None:
    for each in item.interactions:
        declared = item.response(each.response)
        if declared is not None and each.choices and each.kind in DELIVERED:
            _reachable(each, declared, findings)


def _reachable(each: Interaction, declared: Response, findings: Findings) -> None:
    """What is right must be something that can be chosen."""
    right = declared.correct.items if declared.correct else ()
    for item in right:
        if not is_choice(item, each):
            findings.error(
                declared.node, f"The key '{text_of(item)}' is no choice; nobody can give it.", "Correct the key."
            )
    if 0 < each.most < len(right) and each.kind != "order":
        findings.error(
            declared.node,
            f"The key has {len(right)} choices; {each.most} may be chosen.",
            "Allow more choices, or correct the key.",
        )
    given_away = tuple(choice.identifier for choice in each.choices) == right and not each.node.is_set("shuffle")
    if each.kind == "order" and given_away:
        findings.warning(each.node, "The choices stand in the right order already.", "Shuffle them.")
    for entry in declared.mapping.entries if declared.mapping else ():
        if not is_choice(entry.key, each):
            findings.warning(
                declared.node, f"'{text_of(entry.key)}' has a value, but is no choice.", "Correct the mapping."
            )


def _processing(item: Item, findings: Findings) -> None:
    name = item.processing.template
    if name and name not in TEMPLATES:
        findings.error(
            item.root,
            f"There is no standard template '{name[:60]}'.",
            f"Use {', '.join(TEMPLATES)}, or write the rules into the item.",
        )
    elif name and item.response("RESPONSE") is None:
        findings.error(item.root, "The template processes RESPONSE, which is not declared.", "Call the response so.")
    elif name.endswith("map_response") and not _mapping(item):
        findings.error(item.root, "The template needs a mapping of RESPONSE.", "Give the response a mapping.")
    if not name and not item.processing.rules and not scored_by_hand(item) and not is_information(item):
        findings.error(item.root, "Nothing makes a score of the answer.", "Name a template, or write rules.")
    check_rules(item, findings)


def _mapping(item: Item) -> bool:
    declared = item.response("RESPONSE")
    return declared is not None and declared.mapping is not None


def _content(item: Item, findings: Findings) -> None:
    drawn = {each.identifier for each in item.templates}
    for node in item.body.walk():
        shown = picture(node)
        if shown is not None and not shown[1].strip():
            findings.error(
                node, f"The picture '{shown[0][:80]}' has no alternative text.", "Say in words what it shows."
            )
        played = medium(node)
        if played is not None and not played.alternative:
            findings.error(
                node, f"What '{played.address[:80]}' plays is not told in words.", "Write it into the element."
            )
        if shown is None and played is None and (node.name in REFUSED or node.name == "object"):
            findings.error(node, f"An item may not bring '{node.name}'.", "Use text, pictures, tables and formulas.")
        if node.name.startswith(("xi:", "{")) and not node.name.startswith(SPOKEN):
            findings.error(node, EXTENDED.format(name=node.name), "Use the standard alone.")
        if node.name == "qti-printed-variable" and node.get("identifier") not in drawn:
            message = f"'{node.get('identifier')[:60]}' is no variable that is drawn; nothing is printed."
            findings.warning(node, message, "Name a template variable.")
        _attributes(node, findings)


def _attributes(node: Node, findings: Findings) -> None:
    for name, value in node.attributes.items():
        if name.lower().startswith("on") and not node.name.startswith("qti-"):
            findings.error(node, f"The attribute '{name}' would run a script.", "Remove it.")
        elif _BLANKS.sub("", value).lower().startswith(SCRIPTED):
            findings.error(node, f"The address in '{name}' would run a script.", "Remove it.")
        elif name == "style":
            findings.warning(node, "Styles of its own are not shown.", "Remove the style.")


def _scores(item: Item, findings: Findings) -> None:
    """Try the item out: with its key, and with what is worth most."""
    if item.outcome("SCORE") is None and not item.processing.template:
        findings.error(item.root, "The item has no outcome SCORE.", "Declare it and let the rules set it.")
        return
    try:
        best = max(score(item, best_answers(item), 0).score, score(item, key(item), 0).score)
        most = maximum(item)
    except QtiProblem as error:
        findings.found.extend(error.findings)
        return
    if scored_by_hand(item):
        findings.warning(item.root, "A person has to score the answer.", "Plan for raters.")
    elif item.template_rules or not best_answers(item):
        findings.warning(item.root, "The item was not tried out: it states no key.", "Answer it in the preview.")
    elif best <= 0:
        findings.error(item.root, "No answer earns a point: the key cannot be reached.", "Correct key or rules.")
    elif best != most:
        findings.warning(
            item.root, f"The key earns {best:g} of {most:g} points.", "Correct the key, the mapping or MAXSCORE."
        )


CHECKS: tuple[Callable[[Item, Findings], None], ...] = (
    _root,
    _identifiers,
    _shapes,
    _declarations,
    check_bounds,
    _interactions,
    _choices,
    _graphics,
    check_sliders,
    _keys,
    _processing,
    _content,
    check_feedback,
)
