"""The shape of what people type who review, judge and take items out of use."""

from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guildhall.shell.forms import ActForm

AREA = forms.Textarea(attrs={"rows": 3})


class ContentForm(ActForm):
    """What a reviewer confirms of the content of an item."""

    content_is_right = forms.BooleanField(
        label=_("The content is right, current, and belongs to this domain"), required=False
    )
    key_is_right = forms.BooleanField(label=_("The key is right, and nothing else is as right"), required=False)
    comment = forms.CharField(label=_("Comment"), required=False, widget=AREA)


class LanguageForm(ActForm):
    """What a reviewer confirms of the words of an item."""

    language_is_clear = forms.BooleanField(
        label=_("The language is clear: short, plain, and no more reading than the task needs"), required=False
    )
    language_is_fair = forms.BooleanField(
        label=_("No group of candidates is put at a disadvantage or offended"), required=False
    )
    comment = forms.CharField(label=_("Comment"), required=False, widget=AREA)


class SendBackForm(ActForm):
    """What is to be mended in an item."""

    ASPECTS: ClassVar[tuple[tuple[str, str | Promise], ...]] = (
        ("content_is_right", _("Content")),
        ("key_is_right", _("Key")),
        ("language_is_clear", _("Language")),
        ("language_is_fair", _("Fairness")),
    )

    wrong = forms.MultipleChoiceField(
        label=_("What is not right?"), choices=ASPECTS, required=False, widget=forms.CheckboxSelectMultiple
    )
    comment = forms.CharField(label=_("What is to be mended?"), widget=AREA, help_text=_("Its author reads this."))

    @property
    def verdict(self) -> dict[str, Any]:
        """The arguments of the act."""
        typed = self.typed
        return {"comment": typed["comment"], **{name: name not in typed["wrong"] for name, _word in self.ASPECTS}}


class ReasonForm(ActForm):
    """Why an item is locked, cleared, retired, rested or used again."""

    reason = forms.CharField(label=_("Reason"), widget=AREA, help_text=_("One sentence, without the item's words."))


class BlindForm(ActForm):
    """What somebody says who answered an item blind."""

    remark = forms.CharField(
        label=_("Remark"),
        required=False,
        widget=AREA,
        help_text=_("What was unclear, or where two answers seem right."),
    )


class StandForm(ActForm):
    """How an expert verified what a machine drafted."""

    statement = forms.CharField(
        label=_("How you verified it"), widget=AREA, help_text=_("What you worked through, and with which result.")
    )
    sources = forms.CharField(
        label=_("Against which sources"),
        widget=AREA,
        help_text=_("The manual, the standard, the rule, with its edition."),
    )


class RemarkForm(ActForm):
    """What somebody makes of the statistics of an item."""

    comment = forms.CharField(label=_("Comment"), required=False, widget=AREA)


class CommentForm(ActForm):
    """Something that is said about an item."""

    words = forms.CharField(label=_("Comment"), widget=AREA)
    point = forms.BooleanField(label=_("This must be settled before the item goes on"), required=False)


class AnswerForm(ActForm):
    """An answer to what was said."""

    words = forms.CharField(label=_("Answer"), widget=AREA, help_text=_("How it was mended, or why it was not."))


class PolicyForm(ActForm):
    """How the bank of a scheme is kept."""

    STANDING = ("reviewers", "fairness_apart", "pilots", "pilot_least", "rest_after", "rest_within", "rest_months")

    reviewers = forms.TypedChoiceField(
        label=_("How many people accept the content of an item"),
        choices=((1, _("One")), (2, _("Two"))),
        coerce=int,
        widget=forms.RadioSelect,
    )
    fairness_apart = forms.BooleanField(
        label=_("Fairness and language are looked at by somebody who did not review the content"), required=False
    )
    pilots = forms.BooleanField(
        label=_("Items are tried in a pilot before they count"),
        required=False,
        help_text=_("With few candidates, leave it: statistics are looked at before the first release of results."),
    )
    pilot_least = forms.IntegerField(label=_("Answers that a pilot needs"), min_value=1)
    rest_after = forms.IntegerField(
        label=_("An item rests after so many candidates have seen it"), min_value=0, help_text=_("0 for no limit.")
    )
    rest_within = forms.IntegerField(
        label=_("Months within which these candidates are counted"),
        min_value=0,
        help_text=_("0 counts all since it came into use, or back from its last rest."),
    )
    rest_months = forms.IntegerField(label=_("Months that it rests"), min_value=1)
    reason = forms.CharField(label=_("Reason"), widget=AREA)
