"""Write items in Python: every interaction that a candidate can be given."""

from guildhall.qti.building.choices import hottext, inline_choice, multiple_choice, single_choice
from guildhall.qti.building.orders import order
from guildhall.qti.building.pairs import associate, gap_match, match
from guildhall.qti.building.parts import above
from guildhall.qti.building.recordings import Recording, recording_of
from guildhall.qti.building.several import Asked, parted, several
from guildhall.qti.building.spots import (
    Picture,
    Spot,
    graphic_associate,
    graphic_gap_match,
    graphic_order,
    hotspot,
    select_point,
)
from guildhall.qti.building.texts import extended_text, slider, text_entry, upload

__all__ = [
    "Asked",
    "Picture",
    "Recording",
    "Spot",
    "above",
    "associate",
    "extended_text",
    "gap_match",
    "graphic_associate",
    "graphic_gap_match",
    "graphic_order",
    "hotspot",
    "hottext",
    "inline_choice",
    "match",
    "multiple_choice",
    "order",
    "parted",
    "recording_of",
    "select_point",
    "several",
    "single_choice",
    "slider",
    "text_entry",
    "upload",
]
