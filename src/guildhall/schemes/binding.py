"""Everything runs under one version of a scheme, fixed when somebody applies (R-24).

Plain functions for the rules of the rooms above: each gives them under a rule of its own.
"""

from django.utils.translation import gettext as _

from guildhall.kernel import clock
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.schemes.lifecycles import BINDING, VersionState
from guildhall.schemes.models import SchemeVersion

CODE = "R-24"
CLAUSES = ("2012:8.1", "2012:9.2.1", "2026:8", "2026:9.1")


def takes_applications(version: SchemeVersion) -> Refusal | None:
    """Somebody applies under the version that is in effect on that day, and under no other."""
    begun = version.effective_on is not None and version.effective_on <= clock.today()
    if version.state == VersionState.EFFECTIVE and begun:
        return None
    return Refusal(
        _("Nobody can apply under %(number)s, because it is not in effect today.") % {"number": version.number},
        mend=Mend(_("Look at the schemes that are open today."), link=("schemes:public",)),
        code=CODE,
        clauses=CLAUSES,
    )


def version_binds(version: SchemeVersion) -> Refusal | None:
    """Who was taken in under a version stays under it while it is in effect, or replaced and not yet retired."""
    if version.state in BINDING:
        return None
    return Refusal(
        _("Nothing more can be done under %(number)s, because it is not in effect or was retired.")
        % {"number": version.number},
        mend=Mend(_("Move to the version in effect by an act of its own, told to the person.")),
        code=CODE,
        clauses=CLAUSES,
    )
