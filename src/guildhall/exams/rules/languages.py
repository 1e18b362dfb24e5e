"""In which language a form asks."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from guildhall.exams.models import Form
from guildhall.itembank.models import ItemVersion
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import rule


def spoken(versions: QuerySet[ItemVersion], language: str) -> QuerySet[ItemVersion]:
    """Those of `versions` that are written in a language, in whichever of its countries; all where none is said."""
    if not language:
        return versions
    return versions.filter(Q(language=language) | Q(language__startswith=f"{language}-"))


@rule("R-26", clauses=["2012:9.2.5", "2012:9.3.1", "2026:9.3"])
def the_item_speaks_the_forms_language(*, form: Form, version: ItemVersion) -> Refusal | None:
    """A form asks in one language where it says which: no candidate meets a question that they cannot read."""
    if not form.language or spoken(ItemVersion.objects.filter(pk=version.pk), form.language).exists():
        return None
    return Refusal(
        _("%(item)s is written in “%(its)s”, and the form asks in “%(language)s”.")
        % {"item": version, "its": version.language or "?", "language": form.language},
        mend=Mend(
            _("Choose an item in this language, or have this one translated."), act="itembank.translation.assign"
        ),
        field="version",
    )
