"""Items as a file writes them, in the few words that a test is about."""

import io
import zipfile
from collections.abc import Mapping

from guildhall import qti
from guildhall.qti import Item

NS = 'xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0"'
SCORE = '<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>'
CHOICES = "".join(f'<qti-simple-choice identifier="{name}">Option {name}</qti-simple-choice>' for name in "ABCD")
BODY = (
    '<qti-item-body><qti-choice-interaction response-identifier="RESPONSE" max-choices="0">'
    f"<qti-prompt>Which?</qti-prompt>{CHOICES}</qti-choice-interaction></qti-item-body>"
)
ENTRY = '<qti-item-body><p>Say <qti-text-entry-interaction response-identifier="RESPONSE"/>.</p></qti-item-body>'
MATCH = '<qti-response-processing template="http://www.imsglobal.org/question/qti_v3p0/rptemplates/match_correct.xml"/>'


def response(
    base: str = "identifier",
    cardinality: str = "single",
    correct: tuple[str, ...] = (),
    more: str = "",
    identifier: str = "RESPONSE",
) -> str:
    """A response declaration."""
    values = "".join(f"<qti-value>{each}</qti-value>" for each in correct)
    key = f"<qti-correct-response>{values}</qti-correct-response>" if correct else ""
    return (
        f'<qti-response-declaration identifier="{identifier}" cardinality="{cardinality}" base-type="{base}">'
        f"{key}{more}</qti-response-declaration>"
    )


def outcome(identifier: str, base: str = "float", cardinality: str = "single", more: str = "") -> str:
    """An outcome declaration."""
    held = f'identifier="{identifier}" cardinality="{cardinality}" base-type="{base}"'
    return f"<qti-outcome-declaration {held}>{more}</qti-outcome-declaration>"


def text(declared: str, body: str = BODY, processing: str = MATCH, *, outcomes: str = SCORE, root: str = "") -> str:
    """A whole item file."""
    held = f'{NS} identifier="item-1" title="An item" adaptive="false" time-dependent="false" xml:lang="en" {root}'
    return f"<qti-assessment-item {held}>{declared}{outcomes}{body}{processing}</qti-assessment-item>"


def read(*parts: str, **named: str) -> Item:
    """The item of such a file."""
    return qti.read_item(text(*parts, **named).encode(), name="item.xml")


def rules(*rules: str) -> str:
    """Response processing with rules of its own."""
    return f"<qti-response-processing>{''.join(rules)}</qti-response-processing>"


def sets(name: str, expression: str) -> str:
    """A rule that sets an outcome."""
    return f'<qti-set-outcome-value identifier="{name}">{expression}</qti-set-outcome-value>'


def value(held: object, base: str = "float") -> str:
    """A value that is written in the item."""
    return f'<qti-base-value base-type="{base}">{held}</qti-base-value>'


def variable(name: str = "RESPONSE") -> str:
    """The value of a variable."""
    return f'<qti-variable identifier="{name}"/>'


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    """A zip of files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


def messages(findings: list[qti.Finding] | tuple[qti.Finding, ...], severity: str = "error") -> list[str]:
    """What the findings of a severity say."""
    return [finding.message for finding in findings if finding.severity == severity]
