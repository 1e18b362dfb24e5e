"""Candidacies, attempts at components, and results.

A result's numbers stand in plain columns under the candidate's identifier, which is a pseudonym: statistics go on when
the person is erased, and lead to nobody.
"""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from guildhall.applications.models import Application
from guildhall.exams.lifecycles import (
    ATTEMPT,
    CANDIDACY,
    RESULT,
    AttemptState,
    CandidacyState,
    ResultState,
)
from guildhall.exams.models.forms import Checklist, Form
from guildhall.exams.models.sittings import Channel, Sitting
from guildhall.identity.models import OfPerson, Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.schemes.models import Component, SchemeVersion
from guildhall.vault.fields import Sealed, SealedJSON


class Candidacy(OfPerson):
    """Somebody admitted to the assessment of one scheme version, until the decision or the end of eligibility."""

    lifecycle = CANDIDACY
    reload_with: ClassVar[tuple[str, ...]] = ("person", "application", "version__scheme__scope")

    number = models.CharField(max_length=20, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="candidacies")
    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="candidacy")
    version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, related_name="candidacies")
    state = models.CharField(max_length=20, default=CandidacyState.ELIGIBLE)
    opened_at = models.DateTimeField(default=clock.now)
    eligible_until = models.DateField()
    ended_reason = models.CharField(max_length=40, blank=True)

    class Meta:
        db_table = "exams_candidacy"
        constraints = [known_states(CandidacyState, "candidacy_state_is_known")]

    def __str__(self) -> str:
        return self.number


class Attempt(OfPerson):
    """One attempt at one component: the seat, the check-in, the time, and what came of it.

    The server owns the time: `started_at`, `minutes` (the component's), `extra_minutes` (accommodation),
    `paused_seconds` (given back after interruptions) and the `deadline_at` that follows. `epoch` rises whenever the
    attempt goes on at another computer; `seat` is the number of the page that took the seat there, `seat_is_free` says
    that an invigilator lets the candidate change. `answer_key` is the key of the response journal, sealed under the
    candidate's key. `pledged_by` is who pledged, or who took the paper in.
    """

    lifecycle = ATTEMPT
    reload_with: ClassVar[tuple[str, ...]] = (
        "person",
        "candidacy__application",
        "component__version__scheme__scope",
        "sitting__release",
        "form",
        "checklist",
    )

    number = models.CharField(max_length=20, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attempts")
    candidacy = models.ForeignKey(Candidacy, on_delete=models.PROTECT, related_name="attempts")
    component = models.ForeignKey(Component, on_delete=models.PROTECT, related_name="attempts")
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="attempts")
    form = models.ForeignKey(Form, null=True, blank=True, on_delete=models.PROTECT, related_name="attempts")
    checklist = models.ForeignKey(Checklist, null=True, blank=True, on_delete=models.PROTECT, related_name="attempts")
    channel = models.CharField(max_length=20, choices=Channel)
    state = models.CharField(max_length=20, default=AttemptState.SCHEDULED)
    booked_at = models.DateTimeField(default=clock.now)
    booked_by = models.CharField(max_length=100)
    free_of_charge = models.BooleanField(default=False)
    identity_checked = Sealed()
    checked_in_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    checked_in_at = models.DateTimeField(null=True, blank=True)
    pledged_at = models.DateTimeField(null=True, blank=True)
    pledged_by = models.CharField(max_length=100, blank=True)
    minutes = models.PositiveSmallIntegerField()
    extra_minutes = models.PositiveSmallIntegerField(default=0)
    read_aloud = models.BooleanField(default=False)
    started_at = models.DateTimeField(null=True, blank=True)
    deadline_at = models.DateTimeField(null=True, blank=True)
    interrupted_at = models.DateTimeField(null=True, blank=True)
    paused_seconds = models.PositiveIntegerField(default=0)
    completed_at = models.DateTimeField(null=True, blank=True)
    epoch = models.PositiveIntegerField(default=0)
    seat = models.CharField(max_length=32, blank=True)
    seat_is_free = models.BooleanField(default=False)
    answer_key = Sealed()
    reason = Sealed()

    class Meta:
        db_table = "exams_attempt"
        indexes = [models.Index(fields=["state"], name="attempt_by_state")]
        constraints = [
            known_states(AttemptState, "attempt_state_is_known"),
            together("checked_in_by", "attempt_checked_in_by_and_at_together"),
            models.CheckConstraint(
                condition=Q(pledged_at__isnull=True, pledged_by="") | (Q(pledged_at__isnull=False) & ~Q(pledged_by="")),
                name="attempt_pledged_by_and_at_together",
            ),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="attempt_channel_is_known"),
            models.CheckConstraint(
                condition=Q(started_at__isnull=True, deadline_at__isnull=True)
                | Q(started_at__isnull=False, deadline_at__isnull=False),
                name="attempt_start_and_deadline_together",
            ),
            models.UniqueConstraint(
                fields=["candidacy", "component"],
                condition=Q(state__in=["scheduled", "checked-in", "in-progress", "interrupted"]),
                name=explain(
                    "attempt_open_is_one",
                    gettext_noop("There is an open attempt at this component already."),
                    mend=gettext_noop("Move or cancel that seat first."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class OfAttempt(Record):
    """A part of an attempt: it stands in the line of the candidate, sealed under their key."""

    attempt: models.ForeignKey[Attempt, Attempt]

    class Meta:
        abstract = True

    @property
    def line(self) -> str:
        return self.attempt.line

    @property
    def key_id(self) -> UUID:
        return self.attempt.person.data_key

    @property
    def person_id_concerned(self) -> UUID:
        return self.attempt.person_id


class Result(OfAttempt):
    """What an attempt came to: score, maximum, the cut that applied, passed or not, and by domain (R-27, R-32).

    Released results are never edited; a rescoring is a new `ordinal`. `failed_critical` counts critical steps not done.
    `scoring` is the count of changes to key and cut of the form under which it was scored. `trace` says of every item
    how its points came about: what an appeal hangs on.
    """

    lifecycle = RESULT
    reload_with: ClassVar[tuple[str, ...]] = (
        "attempt__person",
        "attempt__component__version__scheme__scope",
        "attempt__candidacy",
        "attempt__sitting",
        "attempt__form",
    )

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="results")
    ordinal = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=20, default=ResultState.SCORED)
    score = models.DecimalField(max_digits=9, decimal_places=3)
    maximum = models.DecimalField(max_digits=9, decimal_places=3)
    cut = models.DecimalField(max_digits=9, decimal_places=3)
    passed = models.BooleanField()
    failed_critical = models.PositiveSmallIntegerField(default=0)
    by_domain = models.JSONField(default=list)
    by_item = models.JSONField(default=list)
    trace = SealedJSON()
    scoring = models.PositiveSmallIntegerField(default=1)
    scored_at = models.DateTimeField(default=clock.now)
    scored_by = models.CharField(max_length=100)
    verified_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    verified_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "exams_result"
        constraints = [
            known_states(ResultState, "result_state_is_known"),
            together("verified_by", "result_verified_by_and_at_together"),
            together("released_by", "result_released_by_and_at_together"),
            models.UniqueConstraint(fields=["attempt", "ordinal"], name="result_ordinal_is_one"),
        ]

    def __str__(self) -> str:
        return self.attempt.number


class Hearing(OfAttempt):
    """What a candidate under suspicion said when they were heard, or that they did not come though invited (R-33)."""

    reload_with: ClassVar[tuple[str, ...]] = ("attempt__person", "attempt__component__version__scheme__scope")

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="hearings")
    held_on = models.DateField()
    account = Sealed()
    held_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "exams_hearing"
