"""What a booklet of paper cannot give: an item that is listened to would become one that is read, by its transcript."""

from guildhall import qti
from guildhall.exams.models import Form, FormItem
from guildhall.exams.queries import placements
from guildhall.itembank import delivering


def left_out_of(form: Form) -> list[FormItem]:
    """The items of a form that play a recording or a film, in their order."""
    return [each for each in placements(form) if qti.plays(delivering.parsed(each.item_version))]
