"""What conformity looks at in this room."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from guildhall import qti
from guildhall.itembank import contents, delivering, queries
from guildhall.itembank.lifecycles import ItemState
from guildhall.itembank.lifecycles.items import APPROVED_STATES
from guildhall.itembank.models import AiValidation, ItemReview, ItemVersion, KeyValidation, Origin, Step
from guildhall.itembank.readings import opened, original, seen
from guildhall.kernel import actors
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.models import Access, Outcome
from guildhall.ledger.records import find
from guildhall.personnel.lifecycles import TrainingState
from guildhall.personnel.models import Training
from guildhall.schemes.lifecycles import VersionState
from guildhall.schemes.models import Domain, Scheme
from guildhall.vault import keys

VALIDITY = ("2012:9.2.4", "2012:9.3.1", "2026:9.3")


@control(
    "itembank.reviewed_by_somebody_else",
    title=gettext_noop("Every item in use was reviewed by somebody who did not write it"),
    clauses=VALIDITY,
    events=["itembank.item.*"],
)
def reviewed_by_somebody_else() -> Answer:
    """What is in use was, as it stands, accepted in review by somebody who wrote no version of it."""
    own = wrote("version__item", "reviewed_by", "version__ordinal")
    accepted = ItemReview.objects.filter(
        version=OuterRef("pk"), fingerprint=OuterRef("fingerprint"), step=Step.CONTENT, accepted=True
    )
    lacking = _in_use().exclude(Exists(accepted.exclude(Exists(own))))
    return _answer(lacking, gettext_noop("is in use without a review by somebody who did not write it"))


@control(
    "itembank.nobody_judged_their_own_item",
    title=gettext_noop("Nobody reviewed or approved an item that they wrote"),
    clauses=["2012:9.2.4", "2012:10.2.3", "2026:9.3"],
    events=["itembank.item.*"],
)
def nobody_judged_their_own_item() -> Answer:
    """No review, blind answer, validation or approval is by somebody who wrote that version or an earlier one."""
    by_whom: tuple[tuple[QuerySet[Any], str], ...] = (
        (ItemReview.objects.all(), "reviewed_by"),
        (KeyValidation.objects.all(), "answered_by"),
        (AiValidation.objects.all(), "validated_by"),
    )
    judged = ItemVersion.objects.filter(Exists(wrote("item", "approved_by", "ordinal")))
    for found_by, who in by_whom:
        theirs = found_by.filter(Exists(wrote("version__item", who, "version__ordinal")), version=OuterRef("pk"))
        judged |= ItemVersion.objects.filter(Exists(theirs))
    found = judged.select_related("item").defer(*queries.SECRET).order_by("item__number", "ordinal").distinct()
    sentence = gettext_noop("was reviewed or approved by somebody who wrote it")
    return Answer(findings=findings_of(found, sentence), looked_at=ItemVersion.objects.count())


@control(
    "itembank.items_stand_in_the_blueprint",
    title=gettext_noop("Every item in use belongs to a domain of the scheme version in effect"),
    clauses=["2012:8.4 d)", "2012:9.3.1", "2026:9.3"],
    events=["itembank.item.*", "itembank.import.*", "schemes.version.*"],
)
def items_stand_in_the_blueprint() -> Answer:
    """No item is in use whose domain the version of the scheme in effect does not have."""
    known = Domain.objects.filter(version__scheme=OuterRef("item__scheme"), code=OuterRef("item__domain_code"))
    domains = known.filter(version__state=VersionState.EFFECTIVE)
    astray = _in_use().filter(item__scheme__versions__state=VersionState.EFFECTIVE).exclude(Exists(domains))
    return _answer(astray, gettext_noop("is in use in a domain that the scheme in effect does not have"))


@control(
    "itembank.blueprint_can_be_filled",
    title=gettext_noop("The bank has the items that one form of each scheme in effect needs"),
    clauses=["2012:9.3.1", "2012:7.4.2", "2026:9.3"],
    events=["itembank.item.*", "schemes.version.*"],
)
def blueprint_can_be_filled() -> Answer:
    """For every domain of a scheme in effect there are as many items in use as its blueprint needs."""
    schemes = Scheme.objects.filter(versions__state=VersionState.EFFECTIVE).order_by("code").distinct()
    short = [
        Finding(
            scheme.ref,
            f"{scheme.code} {cell.code}",
            gettext_noop("has fewer items in use than a form needs"),
            ("itembank:items",),
        )
        for scheme in schemes
        for cell in queries.coverage(scheme)
        if cell.missing
    ]
    return Answer(findings=short, looked_at=len(schemes))


@control(
    "itembank.in_use_is_what_was_approved",
    title=gettext_noop("Every item in use is what was approved, and can be given and scored"),
    clauses=["2012:7.4.2", "2012:9.3.1", "2026:7.4", "2026:9.3"],
    events=["itembank.item.*"],
)
def in_use_is_what_was_approved() -> Answer:
    """The content of every item in use is, to the letter, what was approved, and the house still reads it."""
    in_use = ItemVersion.objects.filter(state=ItemState.OPERATIONAL).select_related("item").order_by("item__number")
    looked_at, touched = 0, []
    for version in in_use.iterator(200):
        looked_at += 1
        if not _stands(version):
            touched.append(version)
    sentence = gettext_noop("is no longer what was approved, or can no longer be scored")
    return Answer(findings=findings_of(touched, sentence), looked_at=looked_at)


def _stands(version: ItemVersion) -> bool:
    """Whether a version is unchanged and free of errors."""
    try:
        if contents.fingerprint(version) != version.fingerprint:
            return False
        return not any(each.severity == "error" for each in qti.validate(delivering.parsed(version)))
    except (keys.Forged, qti.QtiProblem):
        return False


@control(
    "itembank.experts_stand_for_machine_drafts",
    title=gettext_noop("A human expert stands for every item in use that a machine drafted"),
    clauses=["2026:6.5/expert-validation", "2026:6.5/human-oversight"],
    events=["itembank.item.*", "itembank.validation.*"],
)
def experts_stand_for_machine_drafts() -> Answer:
    """No item that a machine drafted is in use without somebody else than its author standing for it by name."""
    drafted = _in_use().filter(origin=Origin.MACHINE)
    own = wrote("version__item", "validated_by", "version__ordinal")
    validations = AiValidation.objects.filter(version=OuterRef("pk"), fingerprint=OuterRef("fingerprint"))
    stood_for = validations.exclude(Exists(own))
    return Answer(
        findings=findings_of(
            drafted.exclude(Exists(stood_for)), gettext_noop("was drafted by a machine, and no expert stands for it")
        ),
        looked_at=drafted.count(),
        not_applicable="" if drafted.exists() else gettext_noop("No item in use was drafted by a machine."),
    )


@control(
    "itembank.trainers_saw_no_items_of_others",
    title=gettext_noop("Nobody who trains for a scheme opened its items"),
    clauses=["2012:5.2.3 b)", "2012:7.4.2", "2026:5.2", "2026:7.4"],
    events=["personnel.training.*", "itembank.item.*"],
)
def trainers_saw_no_items_of_others() -> Answer:
    """The access log holds no look at an item by somebody who trains for its scheme and did not write it."""
    given = Training.objects.filter(state=TrainingState.RECORDED).values_list("trainer_id", "scope_id").distinct()
    ties = set(given)
    looks = Access.objects.filter(
        reading__in=[seen.name, opened.name, original.name],
        outcome=Outcome.DONE,
        actor__in=[str(actors.person(trainer)) for trainer, _scope in ties],
    )
    pairs = set(looks.values_list("actor", "subject"))
    found = [version for actor, ref in sorted(pairs) if (version := _of_another(actor, ref, ties))]
    sentence = gettext_noop("was opened by somebody who trains for its scheme")
    return Answer(findings=findings_of(found, sentence), looked_at=looks.count())


def _of_another(actor: str, ref: str, ties: set[tuple[UUID, UUID]]) -> ItemVersion | None:
    """The version that was opened, where a trainer of its scheme opened it who did not write it."""
    version = find(ref)
    if not isinstance(version, ItemVersion) or actor == str(actors.person(version.authored_by_id)):
        return None
    scope_id = version.item.scheme.scope_id
    trains = any(actor == f"person:{trainer}" and scope == scope_id for trainer, scope in ties)
    return version if trains else None


def in_use_or_tried() -> QuerySet[ItemVersion]:
    """What candidates meet: items in use, resting or flagged, and those that are tried."""
    found = ItemVersion.objects.filter(state__in=APPROVED_STATES).select_related("item").defer(*queries.SECRET)
    return found.order_by("item__number", "ordinal")


def _in_use() -> QuerySet[ItemVersion]:
    found = ItemVersion.objects.filter(state=ItemState.OPERATIONAL).select_related("item").defer(*queries.SECRET)
    return found.order_by("item__number")


def wrote(item: str, who: str, ordinal: str) -> QuerySet[ItemVersion]:
    """Versions of the same item, up to the one in question, that were written by who judged it."""
    return ItemVersion.objects.filter(item=OuterRef(item), authored_by=OuterRef(who), ordinal__lte=OuterRef(ordinal))


def _answer(offenders: QuerySet[ItemVersion], sentence: str) -> Answer:
    return Answer(findings=findings_of(offenders, sentence), looked_at=_in_use().count())


def findings_of(offenders: Iterable[ItemVersion], sentence: str) -> list[Finding]:
    """Each of them, with what is wrong and the way to it."""
    return [Finding(each.ref, str(each), sentence, ("itembank:version", str(each.pk))) for each in offenders]
