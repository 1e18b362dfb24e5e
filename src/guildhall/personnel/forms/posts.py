"""What people type of posts and of the terms on which people work."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.personnel.forms.common import SCANS, ReasonForm, day_field, offer_personnel, words_field
from guildhall.personnel.models import EngagementKind, Post, Responsibility
from guildhall.personnel.posts import open_posts
from guildhall.shell.forms import ActForm
from guildhall.vault.forms import UploadField


class PostForm(ActForm):
    """What a post is for."""

    title = forms.CharField(label=_("Title"), max_length=120)
    duties = words_field(_("Duties"), rows=4, help_text=_("What who holds it does."))
    authority = words_field(_("Authority"), help_text=_("What who holds it decides and signs alone."))
    criteria = words_field(_("What it asks for"), help_text=_("What who holds it has learned, done and can do."))
    responsibilities = forms.MultipleChoiceField(
        label=_("What it answers for"),
        required=False,
        choices=Responsibility.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The first eight each need a post that somebody holds."),
    )
    from_on = day_field(_("From"), initial=clock.today)


class ReportForm(ActForm):
    """To which post a post reports."""

    superior = forms.ModelChoiceField(
        label=_("Reports to"),
        queryset=Post.objects.filter(state="open"),
        required=False,
        empty_label=_("Nobody: it is the top"),
    )
    safeguard = words_field(
        _("Safeguard"),
        required=False,
        help_text=_("Where the line leads to sales or training: what keeps decisions impartial all the same."),
    )
    from_on = day_field(_("From"), initial=clock.today)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        named = {post.pk: title for post, title in open_posts()}
        field: Any = self.fields["superior"]
        field.label_from_instance = lambda post: f"{named.get(post.pk, '')} ({post.number})"


class OccupyForm(ActForm):
    """Who holds a post."""

    person = forms.ModelChoiceField(label=_("Who?"), queryset=Person.objects.none())
    is_deputy = forms.BooleanField(label=_("As deputy"), required=False)
    from_on = day_field(_("From"), initial=clock.today)
    until_on = day_field(_("Until"), required=False, help_text=_("Leave it empty where no end is known."))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer_personnel(self, "person")


class LastDayForm(ActForm):
    """A last day."""

    until_on = day_field(_("Last day"), initial=clock.today)


class ClosePostForm(ActForm):
    """The last day of a post."""

    closed_on = day_field(_("Last day"), initial=clock.today)


class EngagementForm(ActForm):
    """On which terms somebody works for the body."""

    person = forms.ModelChoiceField(label=_("Who?"), queryset=Person.objects.none())
    kind = forms.ChoiceField(label=_("In which form?"), choices=EngagementKind.choices)
    employer = forms.CharField(
        label=_("Employer"),
        required=False,
        max_length=200,
        help_text=_("Where that is not the body."),
    )
    cases = words_field(
        _("For which cases?"), required=False, help_text=_("Needed where somebody is engaged for single cases.")
    )
    from_on = day_field(_("From"), initial=clock.today)
    until_on = day_field(_("Until"), required=False, help_text=_("Leave it empty where no end is known."))
    contract = UploadField(
        allowed=SCANS, label=_("What both signed"), required=False, help_text=_("It is kept encrypted.")
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer_personnel(self, "person")


class EndEngagementForm(ReasonForm, LastDayForm):
    """The last day of an engagement, and why it ends."""

    field_order = ["until_on", "reason"]
