"""What holds of entity, registration, accreditation, cover and liability."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.governance.models import Accreditation, Cover
from guildhall.identity.models import Scope
from guildhall.kernel import clock
from guildhall.kernel.periods import Period
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule

LEGAL = ("2012:4.1", "2026:4.1")
STRUCTURE = ("2012:5.1.2", "2026:5.1")
LIABLE = ("2012:4.4", "2026:4.4")
REFERENCE = ("2012:7.2.4", "2026:7.2")
LONGEST = Period(months=36)
"""After how long a proof or an assessment is looked at again at the latest (our choice)."""


def blank(**typed: str) -> Refusal | None:
    """Why a record cannot stand: the first of these that says nothing."""
    for field, words in typed.items():
        if not words.strip():
            return Refusal(
                _("Something that others will have to read is missing."),
                mend=Mend(_("Write it, in a sentence or two.")),
                field=field,
            )
    return None


@rule("entity-found", kind=Kind.STATED, clauses=LEGAL)
def the_entity_can_be_found(
    *, name: str, form: str, address: str, certifies: str, register: str, registration_number: str, is_government: bool
) -> Refusal | None:
    """Who answers in law has a name, a form, an address and a place in a register; a government body is one by law."""
    if told := blank(name=name, form=form, address=address, certifies=certifies):
        return told
    if is_government or (register.strip() and registration_number.strip()):
        return None
    return Refusal(
        _("It is not said in which register the entity stands, and under which number."),
        mend=Mend(_("Name the register and the number, or say that it is a body of government.")),
        field="registration_number" if register.strip() else "register",
    )


@rule("part-relates", kind=Kind.STATED, clauses=STRUCTURE)
def a_part_says_how_it_relates(*, part_of: str, relation: str) -> Refusal | None:
    """A body that is a part of something larger says how the two stand to each other."""
    if not part_of.strip() or relation.strip():
        return None
    return Refusal(
        _("It is not said how the body stands to what it is a part of."),
        mend=Mend(_("Write who of the larger whole may tell the body what, and what they may not.")),
        field="relation",
    )


@rule("T-32", clauses=LEGAL)
def a_proof_is_described(*, issuer: str, reference: str, issued_on: date) -> Refusal | None:
    """A proof names who issued it, under which number, and on a day that has come."""
    if issued_on > clock.today():
        return Refusal(
            _("A proof cannot have been issued on a day that lies ahead."),
            mend=Mend(_("Give the day that stands on it.")),
            field="issued_on",
        )
    return blank(issuer=issuer, reference=reference)


@rule("T-32", clauses=(*LEGAL, *LIABLE))
def the_review_lies_ahead(*, review_on: date) -> Refusal | None:
    """What proves or assesses something is looked at again within three years."""
    longest = LONGEST.after(clock.today())
    if clock.today() < review_on <= longest:
        return None
    return Refusal(
        _("This is looked at again on a day after today, and by %(day)s at the latest.")
        % {"day": date_format(longest, "j M Y")},
        mend=Mend(_("Give a day that lies between.")),
        field="review_on",
    )


@rule("T-36", clauses=REFERENCE, kind=Kind.ACCREDITATION)
def the_accreditation_is_in_force(*, granted_on: date, until_on: date) -> Refusal | None:
    """An accreditation that has not begun or is over is none to refer to."""
    if granted_on <= clock.today() <= until_on:
        return None
    return Refusal(
        _("By its dates this accreditation is not in force today."),
        mend=Mend(_("Look at the certificate again; one that begins later is recorded on its first day.")),
        field="granted_on" if granted_on > clock.today() else "until_on",
    )


@rule("T-36", clauses=REFERENCE, kind=Kind.ACCREDITATION)
def an_accreditation_is_described(
    *, accreditor: str, reference: str, scope_words: str, edition: str, schemes: Sequence[Scope]
) -> Refusal | None:
    """An accreditation names who granted it, its number, its edition, and the schemes that it covers."""
    if edition not in {"2012", "2026"}:
        return Refusal(
            _("This edition is not known."),
            mend=Mend(_("Choose the edition that the certificate names.")),
            field="edition",
        )
    if not schemes or any(each.kind != Scope.Kind.SCHEME for each in schemes):
        return Refusal(
            _("An accreditation covers schemes, and none is named."),
            mend=Mend(_("Choose the schemes that stand in its scope.")),
            field="schemes",
        )
    return blank(accreditor=accreditor, reference=reference, scope_words=scope_words)


@rule("T-36", clauses=REFERENCE, kind=Kind.ACCREDITATION)
def the_accreditation_is_over(*, accreditation: Accreditation) -> Refusal | None:
    """An accreditation expires when its last day has passed, not before."""
    if accreditation.until_on < clock.today():
        return None
    return Refusal(_("This accreditation still runs."), mend=Mend(_("It expires by itself after its last day.")))


@rule("T-36", clauses=REFERENCE, kind=Kind.ACCREDITATION)
def the_accreditation_still_runs(*, accreditation: Accreditation) -> Refusal | None:
    """A suspension ends within the term; after it there is nothing to go on with."""
    if accreditation.until_on >= clock.today():
        return None
    return Refusal(
        _("The term of this accreditation is over."),
        mend=Mend(_("Record the new one."), act="governance.accreditation.record"),
    )


@rule("T-36", clauses=REFERENCE, kind=Kind.ACCREDITATION)
def the_next_report_lies_ahead(*, report_on: date | None) -> Refusal | None:
    """The next report to the accreditation body is due on a day after today, where one is due."""
    if report_on is None or report_on > clock.today():
        return None
    return Refusal(
        _("The next report cannot be due on a day that has passed."),
        mend=Mend(_("Give the day on which the accreditation body awaits it.")),
        field="report_on",
    )


@rule("change-reason", kind=Kind.OURS)
def a_change_has_its_reason(*, reason: str) -> Refusal | None:
    """Whoever stops, voids or corrects something of the body says why."""
    return blank(reason=reason)


@rule("T-32", clauses=LIABLE)
def a_cover_is_described(*, party: str, reference: str, covers: str) -> Refusal | None:
    """A cover names who pays, by which paper, and for what."""
    return blank(party=party, reference=reference, covers=covers)


@rule("T-32", clauses=LIABLE)
def a_cover_still_runs(*, until_on: date) -> Refusal | None:
    """What is over covers nothing."""
    if until_on >= clock.today():
        return None
    return Refusal(
        _("By its dates this cover is over."), mend=Mend(_("Give the last day of the one that runs.")), field="until_on"
    )


@rule("T-32", clauses=LIABLE)
def the_cover_is_over(*, cover: Cover) -> Refusal | None:
    """A cover ends when its last day has passed, not before."""
    if cover.until_on < clock.today():
        return None
    return Refusal(_("This cover still runs."), mend=Mend(_("It ends by itself after its last day.")))


@rule("liability-told", kind=Kind.STATED, clauses=LIABLE)
def a_liability_is_described(*, risks: str, amount: Decimal) -> Refusal | None:
    """An assessment says what the body may become liable for, and how much that could be."""
    if amount <= 0:
        return Refusal(
            _("An assessment says how much the body could have to pay."),
            mend=Mend(_("Give an amount above zero.")),
            field="amount",
        )
    return blank(risks=risks)
