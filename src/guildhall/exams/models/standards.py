"""Standard settings: a panel says where somebody is just good enough, round by round, each judge alone."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guildhall.exams.lifecycles import JUDGE, SETTING, JudgeState, SettingState
from guildhall.exams.models.attempts import Attempt
from guildhall.exams.models.forms import Form, FormItem
from guildhall.exams.models.marking import GlobalRating
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.schemes.models import Study
from guildhall.vault.fields import Sealed


class SettingMethod(models.TextChoices):
    """How the standard is found."""

    ANGOFF = "angoff", _("Modified Angoff")
    YES_NO = "yes-no-angoff", _("Yes/no Angoff")
    EBEL = "ebel", _("Ebel’s grid")
    BOOKMARK = "bookmark", _("Bookmark")
    CONTRASTING = "contrasting-groups", _("Contrasting groups")
    BORDERLINE = "borderline-group", _("Borderline group")
    REGRESSION = "borderline-regression", _("Borderline regression")


class StandardSetting(Record):
    """The meeting of a panel that finds the passing standard of a form, remote and in its own time (9.3.1, R-26).

    `candidate` describes who is just good enough. `rounds` is how many are planned, `round` the one that is open or was
    last; `due_on` is the day by which it is rated. `with_checks` asks the questions of Hofstee and Beuk in the last
    round. `calibration` orders the booklet of a bookmark. What a method by groups rests on is told in `groups_source`.
    """

    lifecycle = SETTING
    reload_with: ClassVar[tuple[str, ...]] = ("form__component__version__scheme__scope", "calibration")

    number = models.CharField(max_length=20, unique=True)
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="standard_settings")
    state = models.CharField(max_length=20, default=SettingState.PLANNED)
    method = models.CharField(max_length=24, choices=SettingMethod)
    candidate = models.TextField()
    rounds = models.PositiveSmallIntegerField(default=2)
    round = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    with_checks = models.BooleanField(default=False)
    calibration = models.ForeignKey(Study, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    groups_source = models.TextField(blank=True)
    convened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    convened_at = models.DateTimeField(default=clock.now)
    summary = models.TextField(blank=True)
    concluded_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    concluded_at = models.DateTimeField(null=True, blank=True)
    study = models.ForeignKey(Study, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "exams_standard_setting"
        constraints = [
            known_states(SettingState, "setting_state_is_known"),
            together("concluded_by", "setting_concluded_by_and_at_together"),
            models.CheckConstraint(condition=Q(method__in=SettingMethod.values), name="setting_method_is_known"),
            models.CheckConstraint(
                condition=~Q(state="concluded") | Q(study__isnull=False), name="setting_concluded_has_its_study"
            ),
            models.UniqueConstraint(
                fields=["form"],
                condition=Q(state__in=["planned", "training", "rating", "feedback"]),
                name=explain(
                    "setting_under_way_is_one",
                    gettext_noop("A standard setting of this form is under way already."),
                    mend=gettext_noop("Conclude or abandon that one first."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def by_groups(self) -> bool:
        """Whether the standard comes from groups of candidates, not from judgements about items."""
        return self.method in {SettingMethod.CONTRASTING, SettingMethod.BORDERLINE, SettingMethod.REGRESSION}

    @property
    def known_as(self) -> list[str]:
        """What may be said of a candidate who is known from elsewhere: a group, or a judgement on a scale."""
        return GlobalRating.values if self.method == SettingMethod.REGRESSION else KnownAs.values

    @property
    def by_item(self) -> bool:
        """Whether every judge says something of every item."""
        return self.method in {SettingMethod.ANGOFF, SettingMethod.YES_NO, SettingMethod.EBEL}


class OfSetting(Record):
    """A record of a standard setting; it stands in its line."""

    setting: models.ForeignKey[StandardSetting, StandardSetting]

    class Meta:
        abstract = True

    @property
    def line(self) -> str:
        return self.setting.line


class Judge(OfSetting):
    """Somebody on the panel of a standard setting: what qualifies them, and whose view they bring.

    `trained_at` is when they said that they have read who is just good enough and understand what is asked. In frozen
    data, and in what other judges see, a judge has a letter and no name.
    """

    lifecycle = JUDGE
    reload_with: ClassVar[tuple[str, ...]] = ("setting__form__component__version__scheme__scope", "person")

    setting = models.ForeignKey(StandardSetting, on_delete=models.PROTECT, related_name="judges")
    setting_id: UUID
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person_id: UUID
    state = models.CharField(max_length=20, default=JudgeState.SEATED)
    interest = models.CharField(max_length=100)
    qualification = Sealed()
    seated_at = models.DateTimeField(default=clock.now)
    trained_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "exams_judge"
        constraints = [
            known_states(JudgeState, "judge_state_is_known"),
            models.UniqueConstraint(
                fields=["setting", "person"],
                condition=Q(state="seated"),
                name=explain(
                    "judge_is_one",
                    gettext_noop("This person is on the panel already."),
                    mend=gettext_noop("Choose somebody else."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.interest

    @property
    def key_id(self) -> UUID:
        return self.person.data_key

    @property
    def person_id_concerned(self) -> UUID:
        return self.person_id


class OfJudge(Record):
    """Something that a judge said in one round."""

    judge: models.ForeignKey[Judge, Judge]

    class Meta:
        abstract = True

    @property
    def line(self) -> str:
        return self.judge.line


class Judgement(OfJudge):
    """What a judge says of one item in one round.

    `share` is which share of those who are just good enough answers rightly, or which share of the points they earn;
    with yes and no it is 1 or 0. `cell` is the item's place in Ebel's grid: ``relevance:difficulty``.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("judge__setting__form__component__version__scheme__scope", "placement")

    judge = models.ForeignKey(Judge, on_delete=models.PROTECT, related_name="judgements")
    placement = models.ForeignKey(FormItem, on_delete=models.PROTECT, related_name="judgements")
    placement_id: UUID
    round = models.PositiveSmallIntegerField()
    share = models.DecimalField(max_digits=5, decimal_places=4, null=True, blank=True)
    cell = models.CharField(max_length=40, blank=True)
    judged_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "exams_judgement"
        constraints = [
            models.UniqueConstraint(fields=["judge", "placement", "round"], name="judgement_is_one_per_round"),
            models.CheckConstraint(
                condition=Q(share__isnull=False, share__gte=0, share__lte=1, cell="")
                | (Q(share__isnull=True) & ~Q(cell="")),
                name="judgement_is_a_share_or_a_cell",
            ),
        ]


class Opinion(OfJudge):
    """What a judge says of the whole form in one round.

    `question` is ``bookmark`` (the place of the first item that who is just good enough would not master), ``cell:``
    with a cell of Ebel's grid (the share answered rightly there), or one of the questions of Hofstee and Beuk
    (`guildhall.exams.panels.questions`).
    """

    reload_with: ClassVar[tuple[str, ...]] = ("judge__setting__form__component__version__scheme__scope",)

    judge = models.ForeignKey(Judge, on_delete=models.PROTECT, related_name="opinions")
    round = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=9, decimal_places=4)
    given_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "exams_opinion"
        constraints = [
            models.UniqueConstraint(fields=["judge", "question", "round"], name="opinion_is_one_per_round"),
            models.CheckConstraint(condition=Q(value__gte=0), name="opinion_is_not_negative"),
        ]


class KnownAs(models.TextChoices):
    """How good candidates are known to be, from elsewhere than this examination."""

    COMPETENT = "competent", _("competent")
    BORDERLINE = "borderline", _("just good enough")
    OTHER = "other", _("not competent")


class KnownGroup(OfSetting):
    """That a candidate, known by the number of their attempt, is competent, just good enough or not, from elsewhere.

    With borderline regression `group` is a judgement of their work as a whole, from 1, clear fail, to 5, excellent.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("setting__form__component__version__scheme__scope", "attempt")

    setting = models.ForeignKey(StandardSetting, on_delete=models.PROTECT, related_name="groups")
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=20)

    class Meta:
        db_table = "exams_known_group"
        constraints = [
            models.UniqueConstraint(fields=["setting", "attempt"], name="known_group_is_one"),
            models.CheckConstraint(
                condition=Q(group__in=[*KnownAs.values, *GlobalRating.values]), name="known_group_is_known"
            ),
        ]
