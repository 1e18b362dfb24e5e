"""Surveys of an occupation: whom they ask, and what those answered of whom nobody can say who they are.

An invitation knows whom it went to and how far they came; an answer knows neither. Both are found by the secret in the
link alone, each by a fingerprint of its own, so that no two columns lead from a person to what they said.
"""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.ledger.constraints import known_states, together
from guildhall.ledger.records import Record
from guildhall.schemes.lifecycles import SURVEY, SurveyState
from guildhall.schemes.models.analyses import JobAnalysis, OfAnalysis
from guildhall.schemes.models.studies import Study
from guildhall.vault.fields import Sealed, SealedJSON


class Survey(OfAnalysis):
    """A survey of those who do the work, for a job analysis: what they are asked, in which subgroups, until when.

    `groups` are the subgroups with how many people each has in the field, where that is known; results of fewer than
    `least` answers of a subgroup are shown to nobody. `mail_key` seals the addresses alone, and is destroyed with them.
    `open_link` is the fingerprint of a link that everybody may use who was given it, where there is one.
    """

    lifecycle = SURVEY
    reload_with: ClassVar[tuple[str, ...]] = ("analysis__scheme__scope",)

    number = models.CharField(max_length=20, unique=True)
    analysis = models.ForeignKey(JobAnalysis, on_delete=models.PROTECT, related_name="surveys")
    state = models.CharField(max_length=20, default=SurveyState.PREPARING)
    title = models.CharField(max_length=200)
    introduction = models.TextField()
    privacy = models.TextField()
    question = models.CharField(max_length=200, blank=True)
    groups = models.JSONField(default=list)
    least = models.PositiveSmallIntegerField(default=5)
    until_on = models.DateField()
    remind_after = models.PositiveSmallIntegerField(default=7)
    reminded_on = models.DateField(null=True, blank=True)
    mail_key = models.UUIDField()
    open_link = models.CharField(max_length=64, blank=True)
    prepared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(default=clock.now)
    opened_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    study = models.ForeignKey(Study, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "schemes_survey"
        constraints = [
            known_states(SurveyState, "survey_state_is_known"),
            together("opened_by", "survey_opened_by_and_at_together"),
            together("closed_by", "survey_closed_by_and_at_together"),
            models.CheckConstraint(condition=Q(least__gte=3), name="survey_threshold_protects"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def group_names(self) -> list[str]:
        """What the subgroups are called, in the order in which they are asked for."""
        return [each["name"] for each in self.groups]


class Progress(models.TextChoices):
    """How far whoever was invited has come. When they did what is not kept, so that nobody is found by the time."""

    INVITED = "invited", _("was invited")
    BEGUN = "begun", _("has begun")
    ANSWERED = "answered", _("has answered")
    WITHDRAWN = "withdrawn", _("was withdrawn")


class Letter(models.TextChoices):
    """Which letter is to go out to whoever was invited, if one is."""

    NONE = "", _("none")
    INVITATION = "invitation", _("invitation")
    REMINDER = "reminder", _("reminder")


class SurveyInvitation(Record):
    """That one person was asked to answer a survey: where they are reached, and how far they came.

    `link` is the fingerprint of the secret in their link. The secret itself is kept, sealed, only until the letter with
    it has gone out, and the address until the survey is closed.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("survey__analysis__scheme__scope",)

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="invitations")
    link = models.CharField(max_length=64, unique=True)
    address = Sealed()
    secret = Sealed()
    group = models.CharField(max_length=100, blank=True)
    language = models.CharField(max_length=8, blank=True)
    progress = models.CharField(max_length=10, choices=Progress, default=Progress.INVITED)
    by_open_link = models.BooleanField(default=False)
    letter = models.CharField(max_length=10, choices=Letter, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_on = models.DateField(null=True, blank=True)
    problem = models.CharField(max_length=60, blank=True)

    class Meta:
        db_table = "schemes_survey_invitation"
        indexes = [models.Index(fields=["letter"], name="survey_letter_to_send")]
        constraints = [
            models.CheckConstraint(condition=Q(progress__in=Progress.values), name="survey_progress_is_known"),
            models.CheckConstraint(condition=Q(letter__in=Letter.values), name="survey_letter_is_known"),
        ]

    def __str__(self) -> str:
        return self.survey.number

    @property
    def line(self) -> str:
        return self.survey.line

    @property
    def key_id(self) -> UUID:
        return self.survey.mail_key


class SurveyAnswer(Record):
    """What somebody answered, nobody knows who: importance and frequency by the number of each task.

    It has no time, and its identifier is made from the secret in the link, by which alone it is found again.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("survey__analysis__scheme__scope",)

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="answers")
    group = Sealed()
    ratings = SealedJSON()
    finished = models.BooleanField(default=False)
    by_open_link = models.BooleanField(default=False)

    class Meta:
        db_table = "schemes_survey_answer"

    def __str__(self) -> str:
        return self.survey.number

    @property
    def line(self) -> str:
        return self.survey.line
