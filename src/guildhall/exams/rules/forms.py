"""What the making, verifying and using of a form must not break (R-11, R-26, R-27)."""

from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.exams import blueprints, keycheck
from guildhall.exams.lifecycles import UNSETTLED, FormState
from guildhall.exams.models import Form, FormItem
from guildhall.exams.queries import placements
from guildhall.exams.rules.languages import spoken
from guildhall.itembank import queries as itembank
from guildhall.itembank.lifecycles import ItemState
from guildhall.itembank.models import ItemVersion
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.schemes.models import Component, ComponentKind

COMPARABLE = ("2012:9.3.1", "2026:9.3")
VERIFIED = ("2012:9.3.1", "2012:9.2.4", "2026:9.3")
TRIED_OUT = (ItemState.PILOT, ItemState.PILOTING, ItemState.STATISTICS)
"""States of an item that may stand in a form as a pretest alone."""
FOUR_EYES = ("2012:10.2.3", "2012:9.2.4", "2026:10")


@rule("R-26", clauses=VERIFIED)
def the_component_has_items(*, component: Component) -> Refusal | None:
    """A form is made for a written component whose blueprint says how many items each domain has."""
    if component.kind == ComponentKind.WRITTEN and component.blueprint.filter(items__gt=0).exists():
        return None
    return Refusal(
        _("%(component)s has no blueprint of items, so no form can be assembled for it.")
        % {"component": component.title},
        mend=Mend(_("Give the component its items per domain in the next version of the scheme.")),
    )


@rule("R-27", clauses=COMPARABLE, kind=Kind.ACCREDITATION)
def the_form_is_being_assembled(*, form: Form) -> Refusal | None:
    """Once a form is proposed its items stand; a form in use is frozen for ever."""
    if form.state == FormState.ASSEMBLING:
        return None
    return Refusal(
        _("The items of the form %(number)s stand since it was proposed.") % {"number": form.number},
        mend=Mend(_("Send it back as long as it is not released; for a released form, assemble a new one.")),
    )


@rule("R-27", clauses=COMPARABLE, kind=Kind.ACCREDITATION)
def the_item_stands_in_a_form_being_assembled(*, placement: FormItem) -> Refusal | None:
    """Items are taken out, marked or moved while the form is assembled, and never afterwards."""
    return the_form_is_being_assembled.check(form=placement.form)


@rule("R-27", clauses=COMPARABLE, kind=Kind.ACCREDITATION)
def the_standard_is_not_settled(*, form: Form) -> Refusal | None:
    """Passing standard and comparability are written down before the verification, which rests on them."""
    if form.state in UNSETTLED:
        return None
    return Refusal(
        _("The passing standard of the form %(number)s is frozen since its verification.") % {"number": form.number},
        mend=Mend(_("Send it back as long as it is not released; for a released form, assemble a new one.")),
    )


@rule("R-26", clauses=VERIFIED)
def the_item_is_in_use(*, form: Form, version: ItemVersion, pretest: bool) -> Refusal | None:
    """A form holds items of its own scheme that are in use, or are tried out in a place that does not count."""
    scheme = form.component.version.scheme
    fit = itembank.usable(scheme).filter(pk=version.pk).exists()
    if not fit and not (pretest and itembank.for_pretest(scheme).filter(pk=version.pk).exists()):
        return Refusal(
            _("%(item)s is not an item in use of this scheme.") % {"item": version},
            mend=Mend(_("Choose an item that was approved; one approved for a pilot only as a pretest.")),
            field="version",
        )
    code = version.item.domain_code
    if form.component.blueprint.filter(domain__code=code, items__gt=0).exists():
        return None
    return Refusal(
        _("%(item)s belongs to the domain %(domain)s, for which the blueprint has no items.")
        % {"item": version, "domain": code},
        mend=Mend(_("Choose an item of a domain of the blueprint.")),
        field="version",
    )


@rule("R-26", clauses=VERIFIED)
def what_is_tried_out_counts_for_nobody(*, placement: FormItem, pretest: bool) -> Refusal | None:
    """An item that is still in its pilot stands in a place that does not count."""
    if pretest or placement.item_version.state not in TRIED_OUT:
        return None
    return Refusal(
        _("%(item)s is still in its pilot, and counts for nobody.") % {"item": placement.item_version},
        mend=Mend(_("Leave it a pretest, or put an item in use in its place.")),
        field="pretest",
    )


@rule("R-26", clauses=VERIFIED)
def enough_items_are_in_use(*, form: Form) -> Refusal | None:
    """The bank has as many items in use as the blueprint wants of each domain."""
    scheme, placed = form.component.version.scheme, [each.item_version_id for each in placements(form)]
    short = [
        f"{row.code}: {have} / {row.missing}"
        for row in blueprints.match(form)
        if (have := spoken(itembank.usable_in(scheme, row.code), form.language).exclude(pk__in=placed).count())
        < row.missing
    ]
    if not short:
        return None
    return Refusal(
        _("The bank has too few items in use (there are / are missing): %(short)s.") % {"short": ", ".join(short)},
        mend=Mend(_("Import or write items of these domains, and have them reviewed and approved.")),
    )


@rule("R-26", clauses=VERIFIED)
def the_place_is_in_the_form(*, placement: FormItem, position: int) -> Refusal | None:
    """An item is moved to a place that the form has."""
    if placement.removed_at is None and 1 <= position <= placements(placement.form).count():
        return None
    return Refusal(
        _("The form has no place %(place)d.") % {"place": position},
        mend=Mend(_("Give a place between the first and the last item.")),
        field="position",
    )


@rule("R-26", clauses=VERIFIED)
def the_form_has_items(*, form: Form) -> Refusal | None:
    """An empty form is nothing that anybody could sign off."""
    if placements(form).exists():
        return None
    return Refusal(_("This form has no items yet."), mend=Mend(_("Assemble it, or add items one by one.")))


@rule("R-11", clauses=FOUR_EYES, kind=Kind.ACCREDITATION)
def who_signs_off_is_not_the_author(*, by: Actor, form: Form) -> Refusal | None:
    """Four eyes: who assembled a form does not sign off its content and does not verify it."""
    if not by.is_person(form.authored_by_id):
        return None
    return Refusal(
        _("You assembled this form yourself, and an author does not approve their own form."),
        mend=Mend(_("Somebody else who may review it does it.")),
    )


@rule("R-26", clauses=VERIFIED)
def the_review_is_recorded(*, record: str) -> Refusal | None:
    """A sign-off or verification says what was looked at and found, or nobody could follow it later."""
    if record.strip():
        return None
    return Refusal(
        _("A sign-off without a record of what was looked at shows nobody anything."),
        mend=Mend(_("Write what was checked and what was found.")),
        field="record",
    )


@rule("R-26", clauses=VERIFIED)
def the_blueprint_is_matched(*, form: Form) -> Refusal | None:
    """Each domain has exactly the scored items that the blueprint wants; pretest items do not count."""
    wrong = [row for row in blueprints.match(form) if not row.fits]
    if not wrong:
        return None
    told = ", ".join(
        _("%(domain)s has %(scored)d of %(wanted)d") % {"domain": row.code, "scored": row.scored, "wanted": row.wanted}
        for row in wrong
    )
    return Refusal(
        _("The form does not match the blueprint: %(told)s (pretest items do not count).") % {"told": told},
        mend=Mend(_("Send the form back, and add or take out items of these domains.")),
    )


@rule("R-26", clauses=VERIFIED)
def the_keys_hold(*, form: Form) -> Refusal | None:
    """Every item earns its maximum with its key, and less with a wrong answer or none."""
    found = keycheck.faults(form)
    if not found:
        return None
    numbers = ", ".join(dict.fromkeys(each.number for each in found))
    sentence = ngettext(
        "The key of %(count)d item does not hold: %(numbers)s.",
        "The keys of %(count)d items do not hold: %(numbers)s.",
        len(set(numbers.split(", "))),
    )
    return Refusal(
        sentence % {"count": len(set(numbers.split(", "))), "numbers": numbers},
        mend=Mend(_("Send the form back and take these items out until their keys are put right.")),
    )


@rule("R-26", clauses=VERIFIED)
def the_standard_rests_on_a_study(*, form: Form) -> Refusal | None:
    """A form has a passing standard from a study or decision, or its scoring is delayed until its study is done."""
    if (form.cut is not None and form.cut_basis.strip()) or (form.cut is None and form.delayed):
        return None
    return Refusal(
        _("The form %(number)s has no passing standard yet.") % {"number": form.number},
        mend=Mend(
            _("Adopt the cut of its approved study, or delay the scoring until that study is done."),
            act="exams.form.adopt_standard",
        ),
    )


@rule("R-26", clauses=VERIFIED)
def comparability_is_shown(*, form: Form) -> Refusal | None:
    """A form says what makes it comparable to earlier ones; a first form says why there is nothing to compare."""
    if form.comparability.strip():
        return None
    return Refusal(
        _("The form %(number)s does not say what makes it comparable to earlier forms.") % {"number": form.number},
        mend=Mend(
            _("Name the evidence, or for a first form why there is nothing to compare."), act="exams.form.set_standard"
        ),
    )


@rule("R-26", clauses=VERIFIED)
def the_cut_can_be_reached(*, form: Form, cut: Decimal, basis: str) -> Refusal | None:
    """A passing standard lies above nought and not above the maximum, and names its study."""
    most = sum((row.points for row in blueprints.match(form)), Decimal(0))
    if not 0 < cut <= most:
        return Refusal(
            _("A cut of %(cut)s is not between nought and the %(most)s points of this form.")
            % {"cut": cut, "most": most.normalize()},
            mend=Mend(_("Give the passing raw score.")),
            field="cut",
        )
    if basis.strip():
        return None
    return Refusal(
        _("A passing standard by habit is none: this one names no study."),
        mend=Mend(_("Name the study or decision: method, panel, data, date.")),
        field="basis",
    )


@rule("R-26", clauses=VERIFIED)
def its_items_are_still_in_use(*, form: Form) -> Refusal | None:
    """An item that was locked or retired since the verification keeps the form from its release."""
    tried_out = Q(pretest=True, item_version__state__in=TRIED_OUT)
    gone = placements(form).exclude(item_version__state=ItemState.OPERATIONAL).exclude(tried_out)
    if not gone:
        return None
    return Refusal(
        _("Items of this form are no longer in use: %(items)s.") % {"items": ", ".join(str(each) for each in gone)},
        mend=Mend(_("Send the form back and put other items in their places.")),
    )


@rule("R-60", clauses=["2012:7.1.1", "2026:7.1"])
def a_reason_is_given(*, reason: str) -> Refusal | None:
    """What takes something back or out of use says why."""
    if reason.strip():
        return None
    return Refusal(
        _("Without a reason the record would leave this unexplained."),
        mend=Mend(_("Say in a sentence why.")),
        field="reason",
    )
