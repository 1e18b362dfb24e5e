"""A version of a scheme that has a committee is approved on the committee's resolution (R-50, R-51)."""

from django.utils.translation import gettext as _

from guildhall.governance.queries import committees
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import rule
from guildhall.schemes.models import SchemeVersion


@rule("R-50", clauses=["2012:8.4 b)", "2026:8"])
def its_committee_adopted_it(*, version: SchemeVersion) -> Refusal | None:
    """Where a committee stands for a scheme, its balanced vote comes before the approval of a version."""
    committee = committees.scheme_committee(version.scheme.scope)
    if committee is None or committees.adopted_on(version.ref, committee.pk) is not None:
        return None
    return Refusal(
        _("%(committee)s has not adopted %(number)s yet.") % {"committee": committee.name, "number": version.number},
        mend=Mend(
            _("Bring it before the committee: its secretary puts it on an agenda, and a balanced vote adopts it."),
            act="governance.item.add",
            link=("governance:bring", version.ref),
        ),
    )
