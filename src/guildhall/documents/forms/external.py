"""What people type of documents that come from outside."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.documents.forms.common import FindingsForm, area
from guildhall.identity.forms import PersonField
from guildhall.shell.forms import ActForm
from guildhall.vault.forms import UploadField
from guildhall.vault.kinds import PDF


class ExternalForm(ActForm):
    """A document from outside."""

    title = forms.CharField(label=_("Title"), max_length=300)
    publisher = forms.CharField(label=_("Who publishes it?"), max_length=200)
    edition = forms.CharField(label=_("Which edition do you use?"), max_length=100)
    found_at = forms.CharField(
        label=_("Where does one see which edition is current?"),
        max_length=300,
        help_text=_("An address, or whom to ask."),
    )
    used_for = area(_("What do you use it for?"), rows=2)
    owner = PersonField(label=_("Who answers for it?"), help_text=_("Number or e-mail address."))
    upload = UploadField(
        allowed=(PDF,),
        label=_("Copy"),
        required=False,
        help_text=_("PDF; only where its licence lets you keep one here."),
    )


class SupersededForm(FindingsForm):
    """What took the place of a document from outside."""

    replaced_by_edition = forms.CharField(label=_("Which edition is current?"), max_length=100)
    field_order = ["replaced_by_edition", "findings"]
