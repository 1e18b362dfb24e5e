"""Examination items: read, checked, scored, shown and written, in the words of QTI.

An examination stands or falls with its items, and a body must be able to take them from wherever its experts wrote
them, to know before the examination that every one can be answered and scored, and to say years later, in an appeal,
why an answer earned what it earned. This library does that and nothing else: it knows no database, no web framework
and nothing else of Guildhall, trusts no file, and gives the same result for the same item, answers and seed for ever.

Items of QTI 2.1 and 2.2 become 3.0 as they are read (`read_item`, `read_package`, `examine`), are checked with a
place, a sentence and a remedy for everything that is wrong (`validate`), shown as native HTML without anything that
tells the key (`render`), scored with a trace that a person can read (`score`), and written again (`to_xml`, `pack`).
"""

from guildhall.qti.addressing import with_addresses
from guildhall.qti.answers import Answer
from guildhall.qti.assessment.forming import Placed, form_of
from guildhall.qti.assessment.model import ItemRef, Part, Section, Test
from guildhall.qti.assessment.reading import is_test, read_test
from guildhall.qti.assessment.scoring import ScoredTest, score_test
from guildhall.qti.assessment.validating import examine_test, validate_test
from guildhall.qti.assessment.writing import to_test_xml
from guildhall.qti.building import (
    Asked,
    Picture,
    Recording,
    Spot,
    above,
    associate,
    extended_text,
    gap_match,
    graphic_associate,
    graphic_gap_match,
    graphic_order,
    hotspot,
    hottext,
    inline_choice,
    match,
    multiple_choice,
    order,
    parted,
    recording_of,
    select_point,
    several,
    single_choice,
    slider,
    text_entry,
    upload,
)
from guildhall.qti.describing import Description, Option, Question, describe, files_of, plays
from guildhall.qti.examining import examine
from guildhall.qti.findings import Finding, QtiProblem
from guildhall.qti.foreign.opening import FORMATS, format_of, read_questions, template
from guildhall.qti.interactions import KINDS
from guildhall.qti.item import Item
from guildhall.qti.metadata import Said, as_metadata, said_of
from guildhall.qti.opening import read_file
from guildhall.qti.packages import Package, Packaged, PackagedTest, read_package
from guildhall.qti.packing import pack
from guildhall.qti.reading import read_item
from guildhall.qti.rendering import Rendered, Shown, render
from guildhall.qti.sanitising import media_tag
from guildhall.qti.scoring import Scored, best_answers, key, maximum, score
from guildhall.qti.state import Step
from guildhall.qti.stimuli import stimuli_of
from guildhall.qti.validating import is_information, validate
from guildhall.qti.wording import ENGLISH, Wording
from guildhall.qti.writing import to_xml

__all__ = [
    "ENGLISH",
    "FORMATS",
    "KINDS",
    "Answer",
    "Asked",
    "Description",
    "Finding",
    "Item",
    "ItemRef",
    "Option",
    "Package",
    "Packaged",
    "PackagedTest",
    "Part",
    "Picture",
    "Placed",
    "QtiProblem",
    "Question",
    "Recording",
    "Rendered",
    "Said",
    "Scored",
    "ScoredTest",
    "Section",
    "Shown",
    "Spot",
    "Step",
    "Test",
    "Wording",
    "above",
    "as_metadata",
    "associate",
    "best_answers",
    "describe",
    "examine",
    "examine_test",
    "extended_text",
    "files_of",
    "form_of",
    "format_of",
    "gap_match",
    "graphic_associate",
    "graphic_gap_match",
    "graphic_order",
    "hotspot",
    "hottext",
    "inline_choice",
    "is_information",
    "is_test",
    "key",
    "match",
    "maximum",
    "media_tag",
    "multiple_choice",
    "order",
    "pack",
    "parted",
    "plays",
    "read_file",
    "read_item",
    "read_package",
    "read_questions",
    "read_test",
    "recording_of",
    "render",
    "said_of",
    "score",
    "score_test",
    "select_point",
    "several",
    "single_choice",
    "slider",
    "stimuli_of",
    "template",
    "text_entry",
    "to_test_xml",
    "to_xml",
    "upload",
    "validate",
    "validate_test",
    "with_addresses",
]
