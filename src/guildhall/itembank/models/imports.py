"""Staged imports: what was handed in, for every question what it would become, and the rules that sort questions."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import Person
from guildhall.itembank.lifecycles import ITEM_IMPORT, ImportState
from guildhall.kernel import clock
from guildhall.ledger.constraints import known_states, together
from guildhall.ledger.records import Record
from guildhall.schemes.models import Scheme
from guildhall.vault.fields import Sealed, SealedJSON
from guildhall.vault.models import StoredFile


class ItemImport(Record):
    """A file or package of items that somebody handed in; nothing of it is in the bank until it is taken in.

    `file` is kept as it came, and `format` says how it was written. `findings` are about the package as a whole; what
    is wrong with one of its files stands with that file. `undone_because` says why all of it was taken back.
    """

    lifecycle = ITEM_IMPORT
    reload_with: ClassVar[tuple[str, ...]] = ("scheme__scope", "file", "staged_by")

    number = models.CharField(max_length=20, unique=True)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="item_imports")
    state = models.CharField(max_length=20, default=ImportState.STAGED)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    format = models.CharField(max_length=20, blank=True)
    findings = SealedJSON()
    staged_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    staged_at = models.DateTimeField(default=clock.now)
    undone_because = Sealed()

    class Meta:
        db_table = "itembank_import"
        constraints = [known_states(ImportState, "item_import_state_is_known")]

    def __str__(self) -> str:
        return self.number


class Aspect(models.TextChoices):
    """What a rule of imports looks at in what a file says about a question."""

    KEYWORD = "keyword", _("Keyword or tag")
    CLASS = "class", _("Class, curriculum or category")
    LEVEL = "level", _("Level or difficulty")
    LANGUAGE = "language", _("Language")
    FILE = "file", _("Name or folder of the file")


class ImportRule(Record):
    """A rule that sorts imported questions: what a file says about a question leads to a domain and a level.

    A rule is never changed: it is ended, and another one is made, so that it stays known what sorted which import.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("scheme__scope",)

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="import_rules")
    aspect = models.CharField(max_length=20, choices=Aspect)
    says = models.CharField(max_length=200)
    domain_code = models.CharField(max_length=12, blank=True)
    level = models.CharField(max_length=20, blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    ended_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "itembank_import_rule"
        constraints = [
            together("ended_by", "import_rule_ended_by_and_at_together"),
            models.CheckConstraint(condition=Q(aspect__in=Aspect.values), name="import_rule_aspect_is_known"),
            models.CheckConstraint(condition=~Q(domain_code="") | ~Q(level=""), name="import_rule_leads_somewhere"),
            models.UniqueConstraint(
                fields=["scheme", "aspect", "says"], condition=Q(ended_at__isnull=True), name="import_rule_is_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.aspect_word}: {self.says}"

    @property
    def line(self) -> str:
        return self.scheme.ref

    @property
    def aspect_word(self) -> str | Promise:
        return Aspect(self.aspect).label


class StagedItem(Record):
    """One question of a staged import: the item that it would become, or the findings that keep it out.

    What it asks stands in `source`, converted to QTI 3.0, sealed like everything that could tell a question; `findings`
    quote from it and are sealed too. `told` is what the file says about it: pairs of aspect and word. `rule` is
    the rule that chose its domain; `near` are versions of the bank that it is like, with how many per cent of their
    words both share. `left_out` is the choice of whoever takes the import in, `left_out_because` their
    reason; `taken_as` is the version that it became.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("batch__scheme__scope", "batch__file")

    batch = models.ForeignKey(ItemImport, on_delete=models.PROTECT, related_name="staged")
    position = models.PositiveSmallIntegerField()
    name = Sealed()
    identifier = models.CharField(max_length=200, blank=True)
    title = Sealed()
    language = models.CharField(max_length=20, blank=True)
    source = Sealed()
    pictures = SealedJSON()
    told = SealedJSON()
    near = SealedJSON()
    interactions = models.CharField(max_length=200, blank=True)
    maximum = models.DecimalField(max_digits=7, decimal_places=3, default=Decimal(0))
    findings = SealedJSON()
    rejected = models.BooleanField(default=False)
    left_out = models.BooleanField(default=False)
    left_out_because = Sealed()
    domain_code = models.CharField(max_length=12, blank=True)
    level = models.CharField(max_length=20, blank=True)
    rule = models.ForeignKey(ImportRule, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    taken_as = models.OneToOneField(
        "itembank.ItemVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="staged_as"
    )

    class Meta:
        db_table = "itembank_staged_item"
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="staged_item_position_is_one"),
            models.CheckConstraint(
                condition=Q(taken_as__isnull=True) | Q(rejected=False, left_out=False), name="staged_item_taken_is_good"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch.number}/{self.position}"

    @property
    def line(self) -> str:
        return self.batch.ref
