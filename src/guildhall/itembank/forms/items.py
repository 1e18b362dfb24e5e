"""The shape of what people type in this room; whether it is allowed, the acts decide."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.itembank.intake import ACCEPTED
from guildhall.itembank.models import Level
from guildhall.schemes.models import Domain
from guildhall.shell.forms import ActForm
from guildhall.vault.forms import UploadField


def _domains(domains: Iterable[Domain]) -> list[tuple[str, str]]:
    return [(each.code, str(each)) for each in domains]


class FileForm(ActForm):
    """A new file for a draft."""

    file = UploadField(
        allowed=ACCEPTED,
        label=_("File"),
        help_text=_("The item in QTI 2.1, 2.2 or 3.0 as XML, or with its pictures as a package (ZIP)."),
    )


class DomainForm(ActForm):
    """The domain to which an item moves, its cognitive level and topic."""

    domain_code = forms.ChoiceField(label=_("Domain of the blueprint"))
    level = forms.ChoiceField(label=_("Cognitive level"), choices=[("", _("Not said")), *Level.choices], required=False)
    topic = forms.CharField(
        label=_("Topic"), max_length=120, required=False, help_text=_("A keyword, without words of the question.")
    )

    def __init__(self, *given: Any, domains: Sequence[Domain], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["domain_code"].choices = _domains(domains)  # type: ignore[attr-defined]  # a choice field
