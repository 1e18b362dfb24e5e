"""What bringing statistics up to date must not break."""

from django.utils.translation import gettext as _

from guildhall.exams.models import Form, Sitting, StatisticsRun
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule

MEASURED = ("2012:9.3.5", "2026:9.3")


@rule("R-27", clauses=MEASURED, kind=Kind.OURS)
def none_is_under_way(*, form: Form, sitting: Sitting | None = None) -> Refusal | None:
    """Statistics that are being computed are not computed twice at once."""
    if not StatisticsRun.objects.filter(form=form, sitting=sitting, done_at__isnull=True).exists():
        return None
    return Refusal(
        _("These statistics are being computed already."),
        mend=Mend(_("Wait a moment; the page shows them when they are there.")),
    )


@rule("R-27", clauses=MEASURED, kind=Kind.OURS)
def the_form_was_taken_there(*, form: Form, sitting: Sitting | None = None) -> Refusal | None:
    """Statistics of a form at a sitting are about attempts that took that form there."""
    if sitting is None or sitting.attempts.filter(form=form).exists():
        return None
    return Refusal(
        _("Nobody took %(form)s at the sitting %(sitting)s.") % {"form": form.number, "sitting": sitting.number},
        mend=Mend(_("Choose a sitting at which the form was used.")),
        field="sitting",
    )
