"""Rules of schemes."""

from django.utils.translation import gettext as _

from guildhall.identity.models import Scope
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.schemes.models import Scheme

CLAUSES = ("2012:8.1", "2026:8")


@rule("scheme-header", clauses=CLAUSES, kind=Kind.OURS)
def header_is_the_schemes_own(*, code: str, scope: Scope | None) -> Refusal | None:
    """A scheme stands over one header of its own, in which its roles are held; it bears the scheme's code."""
    if scope is None:
        taken = Scope.objects.filter(number=code).exists()
        sentence = _("There is a header with this code already.") if taken else ""
    else:
        sentence = _not_its_own(scope, code)
    if not sentence:
        return None
    return Refusal(sentence, mend=Mend(_("Choose another code, or the header that is meant.")), field="code")


def _not_its_own(scope: Scope, code: str) -> str:
    if scope.kind != Scope.Kind.SCHEME:
        return _("This header is not that of a scheme.")
    if scope.number != code:
        return _("This header bears another code than the scheme.")
    return _("Another scheme stands over this header.") if Scheme.objects.filter(scope=scope).exists() else ""
