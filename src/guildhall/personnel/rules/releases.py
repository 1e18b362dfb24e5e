"""What signing a release of the software must not break (R-30)."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.kernel.proving import PARTS, Part
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import rule
from guildhall.personnel.models import SoftwareRelease

VERIFIED = ("2012:9.3.4", "2026:6.4", "2026:9.3")


@rule("R-30", clauses=VERIFIED)
def every_part_was_asked(*, release: SoftwareRelease) -> Refusal | None:
    """A report asks rules, delivery and scoring; one that leaves a part out verifies nothing."""
    asked = {each["part"] for each in release.report.cases}
    silent = [_(PARTS[part]) for part in Part if part not in asked]
    if not silent:
        return None
    return Refusal(
        _("The report %(number)s has no reference case for: %(parts)s.")
        % {"number": release.number, "parts": ", ".join(silent)},
        mend=Mend(_("Run “guildhall release verify” on the whole software.")),
    )


@rule("R-30", clauses=VERIFIED)
def every_case_held(*, release: SoftwareRelease) -> Refusal | None:
    """Nobody signs a release of which a reference case came out otherwise than it must."""
    if not release.failed:
        return None
    sentence = ngettext(
        "%(count)d reference case of %(number)s did not hold.",
        "%(count)d reference cases of %(number)s did not hold.",
        release.failed,
    )
    return Refusal(
        sentence % {"count": release.failed, "number": release.number},
        mend=Mend(
            _("Decline it, have the software mended, and verify it anew; the last verified release goes on meanwhile."),
            act="personnel.release.decline",
        ),
    )
