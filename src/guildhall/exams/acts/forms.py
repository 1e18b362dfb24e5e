"""Forms are assembled, signed off, verified and released; from then on no item of them changes."""

from collections.abc import Iterable
from decimal import Decimal
from hashlib import sha256

from django.db.models import Count, Q

from guildhall.exams import blueprints
from guildhall.exams.lifecycles import FORM, FormState
from guildhall.exams.models import Form, FormItem
from guildhall.exams.permissions import (
    in_scheme,
    may_assemble,
    may_begin_forms,
    may_sign_content,
    may_verify_forms,
)
from guildhall.exams.queries import next_position, placements
from guildhall.exams.rules.forms import (
    a_reason_is_given,
    comparability_is_shown,
    enough_items_are_in_use,
    its_items_are_still_in_use,
    the_blueprint_is_matched,
    the_component_has_items,
    the_cut_can_be_reached,
    the_form_has_items,
    the_form_is_being_assembled,
    the_item_is_in_use,
    the_item_stands_in_a_form_being_assembled,
    the_keys_hold,
    the_place_is_in_the_form,
    the_review_is_recorded,
    the_standard_is_not_settled,
    the_standard_rests_on_a_study,
    what_is_tried_out_counts_for_nobody,
    who_signs_off_is_not_the_author,
)
from guildhall.exams.rules.languages import spoken, the_item_speaks_the_forms_language
from guildhall.identity.models import Person
from guildhall.identity.roles import EXAM_MANAGER
from guildhall.itembank import queries as itembank
from guildhall.itembank.acts import pilots
from guildhall.itembank.lifecycles import ItemState
from guildhall.itembank.models import ItemVersion
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.periods import Period
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.schemes.models import Component

CLAUSES = ("2012:9.3.1", "2012:9.2.4", "2026:9.3")
SECURITY = ("2012:7.4.1", "2012:7.4.2", "2026:7.4")
FAR = 10_000
"""Where items wait while others take their places, since no two may ever stand at one."""


@act(
    "exams.form.begin",
    about="component",
    move=FORM.begin,
    permission=may_begin_forms,
    rules=[the_component_has_items],
    clauses=CLAUSES,
    sentence=gettext_noop("began the form {subject}"),
)
def begin(*, by: Actor, component: Component, title: str, language: str = "") -> Form:
    """Begin a form of a written component, in one language where it is said; nobody is given it before its release."""
    author = Person.objects.get(pk=by.name)
    said = {"title": title, "language": language.strip().lower()}
    return create(Form, number=next_number("FM"), component=component, authored_by=author, **said)


@act(
    "exams.form.add",
    about="form",
    permission=may_assemble,
    rules=[the_form_is_being_assembled, the_item_is_in_use, the_item_speaks_the_forms_language],
    clauses=CLAUSES,
    sentence=gettext_noop("added an item to the form {subject}"),
    label=gettext_noop("Add an item"),
)
def add(*, by: Actor, form: Form, version: ItemVersion, pretest: bool = False) -> Form:
    """Put an item at the end of a form; a pretest item is shown and not scored. The cut is to be set anew."""
    _place(form, version, next_position(form), pretest=pretest)
    return _without_standard(form)


@act(
    "exams.form.remove",
    about="placement",
    permission=in_scheme("placement", FormItem, EXAM_MANAGER),
    rules=[the_item_stands_in_a_form_being_assembled],
    clauses=CLAUSES,
    sentence=gettext_noop("took the item {subject} out of its form"),
    label=gettext_noop("Take out"),
)
def remove(*, by: Actor, placement: FormItem) -> FormItem:
    """Take an item out of a form; those behind it move up, and the cut is to be set anew."""
    change(placement, removed_at=clock.now())
    _in_order(placement.form, placements(placement.form))
    _without_standard(placement.form)
    return placement


@act(
    "exams.form.move",
    about="placement",
    permission=in_scheme("placement", FormItem, EXAM_MANAGER),
    rules=[the_item_stands_in_a_form_being_assembled, the_place_is_in_the_form],
    clauses=CLAUSES,
    sentence=gettext_noop("moved the item {subject} to place {position}"),
    label=gettext_noop("Move"),
)
def move(*, by: Actor, placement: FormItem, position: int) -> FormItem:
    """Move an item to another place of its form; the others make room."""
    others = [each for each in placements(placement.form) if each.pk != placement.pk]
    _in_order(placement.form, [*others[: position - 1], placement, *others[position - 1 :]])
    return FormItem.objects.get(pk=placement.pk)


@act(
    "exams.form.mark_pretest",
    about="placement",
    permission=in_scheme("placement", FormItem, EXAM_MANAGER),
    rules=[the_item_stands_in_a_form_being_assembled, what_is_tried_out_counts_for_nobody],
    clauses=CLAUSES,
    sentence=gettext_noop("marked the item {subject} as pretest: {pretest}"),
    label=gettext_noop("Mark as pretest"),
)
def mark_pretest(*, by: Actor, placement: FormItem, pretest: bool) -> FormItem:
    """Say whether an item is only tried out here: shown, not scored, and not counted for the blueprint."""
    _without_standard(placement.form)
    return change(placement, pretest=pretest)


@act(
    "exams.form.assemble",
    about="form",
    permission=may_assemble,
    rules=[the_form_is_being_assembled, enough_items_are_in_use],
    clauses=CLAUSES,
    sentence=gettext_noop("filled the form {subject} to its blueprint with the seed {seed}"),
    label=gettext_noop("Fill to the blueprint"),
)
def assemble(*, by: Actor, form: Form, seed: int) -> Form:
    """Fill what a form lacks of its blueprint from the items in use; what stands in it already stays.

    The same bank and the same seed give the same form. Items that stand in fewer other forms come first.
    """
    for row in blueprints.match(form):
        for version in _drawn(form, row.code, seed)[: row.missing]:
            _place(form, version, next_position(form))
    return _without_standard(form)


@act(
    "exams.form.set_standard",
    about="form",
    permission=may_assemble,
    rules=[the_standard_is_not_settled, the_cut_can_be_reached],
    clauses=CLAUSES,
    sentence=gettext_noop("set the cut of the form {subject} at {cut}: {basis}"),
    label=gettext_noop("Set the passing standard"),
)
def set_standard(*, by: Actor, form: Form, cut: Decimal, basis: str, comparability: str = "") -> Form:
    """Write down the passing raw score, the study that it rests on, and what makes the form comparable to others."""
    rests = {"standard": None, "equating": None, "standard_by": None, "standard_at": None}
    said = {"cut": cut, "cut_basis": basis.strip(), "comparability": comparability.strip(), "delayed": False}
    return change(form, **said, **rests)


@act(
    "exams.form.propose",
    about="form",
    move=FORM.propose,
    permission=may_assemble,
    rules=[the_form_has_items],
    clauses=CLAUSES,
    sentence=gettext_noop("proposed the form {subject}"),
)
def propose(*, by: Actor, form: Form) -> Form:
    """Hand a form to the sign-off of its content; its items stand from here on."""
    return change(form, state=FormState.CONTENT)


@act(
    "exams.form.send_back",
    about="form",
    move=FORM.send_back,
    permission=may_sign_content,
    rules=[a_reason_is_given],
    clauses=CLAUSES,
    sentence=gettext_noop("sent the form {subject} back: {reason}"),
)
def send_back(*, by: Actor, form: Form, reason: str) -> Form:
    """Give a form back to who assembles it; sign-off and verification are to be done anew."""
    nobody = {"content_by": None, "content_at": None, "verified_by": None, "verified_at": None}
    return change(form, state=FormState.ASSEMBLING, content_record="", verification="", **nobody)


@act(
    "exams.form.sign_content",
    about="form",
    move=FORM.sign_content,
    permission=may_sign_content,
    rules=[who_signs_off_is_not_the_author, the_review_is_recorded],
    clauses=CLAUSES,
    sentence=gettext_noop("signed the content of the form {subject} off: {record}"),
)
def sign_content(*, by: Actor, form: Form, record: str) -> Form:
    """Confirm that a form as a whole asks what it should: overlap, cueing, balance and language looked at."""
    reviewer = Person.objects.get(pk=by.name)
    signed = {"content_by": reviewer, "content_at": clock.now(), "content_record": record.strip()}
    return change(form, state=FormState.VERIFYING, **signed)


@act(
    "exams.form.verify",
    about="form",
    move=FORM.verify,
    permission=may_verify_forms,
    rules=[
        who_signs_off_is_not_the_author,
        the_review_is_recorded,
        the_blueprint_is_matched,
        the_standard_rests_on_a_study,
        comparability_is_shown,
        the_keys_hold,
    ],
    clauses=CLAUSES,
    sentence=gettext_noop("verified the form {subject}: {record}"),
)
def verify(*, by: Actor, form: Form, record: str) -> Form:
    """Verify a form: it matches the blueprint, its keys hold, its standard rests on a study, it is comparable."""
    verifier = Person.objects.get(pk=by.name)
    verified = {"verified_by": verifier, "verified_at": clock.now(), "verification": record.strip()}
    return change(form, state=FormState.VERIFIED, **verified)


@act(
    "exams.form.release",
    about="form",
    move=FORM.release,
    permission=may_assemble,
    rules=[its_items_are_still_in_use],
    clauses=CLAUSES,
    sentence=gettext_noop("released the form {subject}"),
)
def release(*, by: Actor, form: Form) -> Form:
    """Put a verified form into use: its items stand from now on, and the pilots of those that are tried out begin.

    Its first review is due after its interval.
    """
    for placement in placements(form).filter(item_version__state=ItemState.PILOT).select_related("item_version"):
        pilots.begin(by=by, version=placement.item_version)
    releaser = Person.objects.get(pk=by.name)
    due_on = Period(months=form.review_months).after(clock.today())
    return change(form, state=FormState.LIVE, released_by=releaser, released_at=clock.now(), review_due_on=due_on)


@act(
    "exams.form.suspend",
    about="form",
    move=FORM.suspend,
    permission=may_assemble,
    rules=[a_reason_is_given],
    clauses=SECURITY,
    sentence=gettext_noop("suspended the form {subject}: {reason}"),
)
def suspend(*, by: Actor, form: Form, reason: str) -> Form:
    """Take a form out of use while an incident or its statistics are looked at; no attempt begins with it."""
    return change(form, state=FormState.SUSPENDED)


@act(
    "exams.form.resume",
    about="form",
    move=FORM.resume,
    permission=may_assemble,
    rules=[a_reason_is_given, its_items_are_still_in_use],
    clauses=SECURITY,
    sentence=gettext_noop("put the form {subject} into use again: {reason}"),
)
def resume(*, by: Actor, form: Form, reason: str) -> Form:
    """Put a suspended form into use again, because what it was suspended for was cleared."""
    return change(form, state=FormState.LIVE)


@act(
    "exams.form.retire",
    about="form",
    move=FORM.retire,
    permission=may_assemble,
    rules=[a_reason_is_given],
    clauses=SECURITY,
    sentence=gettext_noop("retired the form {subject}: {reason}"),
)
def retire(*, by: Actor, form: Form, reason: str) -> Form:
    """End the use of a form for good: exposure, or a change of the scheme."""
    return change(form, state=FormState.RETIRED)


def _place(form: Form, version: ItemVersion, position: int, *, pretest: bool = False) -> None:
    create(FormItem, form=form, item_version=version, position=position, pretest=pretest)


def _without_standard(form: Form) -> Form:
    """A cut was set for other items than stand in the form now."""
    rests = {"standard": None, "equating": None, "standard_by": None, "standard_at": None}
    return change(form, cut=None, cut_basis="", **rests) if form.cut is not None else form


def _in_order(form: Form, wanted: Iterable[FormItem]) -> None:
    moved = [(place, each) for place, each in enumerate(wanted, start=1) if each.position != place]
    for place, each in moved:
        change(each, position=FAR + place)
    for place, each in moved:
        change(each, position=place)


def _drawn(form: Form, domain_code: str, seed: int) -> list[ItemVersion]:
    """The items of a domain that are not in the form, as the seed draws them; the less exposed come first."""
    placed = [each.item_version_id for each in placements(form)]
    exposed = Count("placements", filter=Q(placements__removed_at__isnull=True))
    free = itembank.usable_in(form.component.version.scheme, domain_code).exclude(pk__in=placed)
    versions = spoken(free, form.language).annotate(exposed=exposed).select_related("item")
    return sorted(
        versions,
        key=lambda each: (each.exposed, _draw(seed, each.item.number)),  # type: ignore[attr-defined]  # counted here
    )


def _draw(seed: int, number: str) -> str:
    return sha256(f"{seed}:{number}".encode()).hexdigest()
