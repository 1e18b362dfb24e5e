"""What conformity looks at in how known items are that candidates are given."""

from guildhall.exams import exposures
from guildhall.exams.lifecycles import FormState
from guildhall.exams.models import Form, FormItem
from guildhall.itembank.lifecycles import ItemState
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop

GIVEN = (FormState.LIVE, FormState.VERIFIED)
"""Forms that candidates are given, or could be by the next step."""


@control(
    "exams.no_form_holds_a_locked_item",
    title=gettext_noop("No form in use holds an item that was locked as compromised"),
    clauses=["2012:7.4.1", "2012:7.4.2", "2012:9.3.1", "2026:7.4", "2026:9.3"],
    events=["itembank.item.*", "exams.form.*"],
)
def no_form_holds_a_locked_item() -> Answer:
    """No form that is released, or verified and about to be, holds an item whose content may have become known."""
    locked = FormItem.objects.filter(removed_at__isnull=True, item_version__state=ItemState.COMPROMISED)
    given = Form.objects.filter(state__in=GIVEN)
    sentence = gettext_noop("holds an item that was locked as compromised")
    found = given.filter(pk__in=locked.values("form")).order_by("number")
    return Answer(
        findings=[Finding(each.ref, each.number, sentence, ("exams:form", str(each.pk))) for each in found],
        looked_at=given.count(),
    )


@control(
    "exams.exposure_is_counted",
    title=gettext_noop("The bank knows how many candidates met each item"),
    clauses=["2012:7.4.2", "2012:9.3.5", "2026:7.4", "2026:9.3"],
    events=["exams.attempt.*", "exams.sitting.*", "itembank.exposure.*"],
)
def exposure_is_counted() -> Answer:
    """For no item in use does the bank say that fewer candidates met it than had the forms before them a day ago."""
    found = exposures.versions(exposures.miscounted())
    sentence = gettext_noop("was met by other candidates than the bank says")
    return Answer(
        findings=[Finding(each.ref, str(each), sentence, ("itembank:version", str(each.pk))) for each in found],
        looked_at=FormItem.objects.filter(removed_at__isnull=True).values("item_version").distinct().count(),
    )
