"""What a sitting on paper must not hand out: a form with something to be heard."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.exams import booklets
from guildhall.exams.models import Channel, Form, Sitting
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule

ASKED = ("2012:9.3.1", "2012:9.3.2", "2012:9.2.4", "2026:9.3")


@rule("R-26", clauses=ASKED, kind=Kind.OURS)
def paper_can_ask_it(*, channel: str, form: Form | None) -> Refusal | None:
    """On paper no form is sat that plays a recording: its candidates would read what the others hear."""
    return _unheard(channel, form)


@rule("R-26", clauses=ASKED, kind=Kind.OURS)
def paper_can_ask_it_instead(*, sitting: Sitting, form: Form | None) -> Refusal | None:
    """A sitting on paper is not given another form either that plays a recording."""
    return _unheard(sitting.channel, form)


@rule("R-26", clauses=ASKED, kind=Kind.OURS)
def paper_can_ask_what_it_gives(*, sitting: Sitting) -> Refusal | None:
    """A sitting on paper that was planned with such a form, before this was looked at, does not open with it."""
    return _unheard(sitting.channel, sitting.form)


def _unheard(channel: str, form: Form | None) -> Refusal | None:
    lost = booklets.left_out_of(form) if form and channel == Channel.PAPER else []
    if form is None or not lost:
        return None
    sentence = ngettext(
        "The form %(form)s cannot be sat on paper: %(items)s plays something, and who sits there would read its "
        "transcript instead.",
        "The form %(form)s cannot be sat on paper: %(items)s play something, and who sits there would read their "
        "transcripts instead.",
        len(lost),
    )
    return Refusal(
        sentence % {"form": form.number, "items": ", ".join(str(each.item_version) for each in lost)},
        mend=Mend(_("Hold the sitting in the browser, or give it a form in which nothing is played.")),
        field="form",
    )
