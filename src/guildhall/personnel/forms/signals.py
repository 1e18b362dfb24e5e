"""What people type when they ask, and are asked, whether interests changed."""

from django.utils.translation import gettext_lazy as _

from guildhall.personnel.forms.common import PersonField, words_field
from guildhall.shell.forms import ActForm


class AskForm(ActForm):
    """Who is asked whether their interests changed, and because of what."""

    person = PersonField(label=_("Whom do you ask?"), help_text=_("Number or e-mail address."))
    words = words_field(_("What makes you ask?"), required=False, help_text=_("Only who is asked reads it."))


class AnswerForm(ActForm):
    """That nothing changed."""

    answer = words_field(
        _("Why is there nothing to declare?"),
        required=False,
        help_text=_("One sentence; the quality manager reads it."),
    )
