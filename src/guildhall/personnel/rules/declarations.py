"""What the acts of this room must not break."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.personnel.lifecycles import DeclarationState, TextState
from guildhall.personnel.models import Declaration, DeclarationText, Interest, InterestKind
from guildhall.vault.files import Received


@rule("R-46", clauses=["2012:6.1.7", "2026:6.1"])
def declarer_belongs_to_the_personnel(*, by: Actor, person: Person) -> Refusal | None:
    """Declarations are made by those who work for the body: employed, contracted, on a committee, as a volunteer."""
    if person.is_personnel:
        return None
    return Refusal(
        _("Only the body's personnel declare here, and you are not registered as one of them."),
        mend=Mend(_("Ask operations to register you as personnel.")),
    )


@rule("R-49", clauses=["2012:10.2.3", "2026:10"])
def a_text_is_in_effect(*, by: Actor, person: Person) -> Refusal | None:
    """A declaration is made on the text that is in effect."""
    if DeclarationText.objects.filter(state=TextState.EFFECTIVE).exists():
        return None
    return Refusal(
        _("No text of declaration is in effect, so there is nothing to sign."),
        mend=Mend(
            _("The quality manager proposes a text and top management approves it."),
            act="personnel.declaration-text.propose",
            link=("personnel:texts",),
        ),
    )


@rule("one-draft", kind=Kind.OURS)
def no_other_draft_waits(*, by: Actor, person: Person) -> Refusal | None:
    """Nobody has two declarations to sign at once."""
    waiting = Declaration.objects.filter(person=person, state=DeclarationState.DRAFT).first()
    if waiting is None:
        return None
    return Refusal(
        _("The declaration %(number)s waits to be signed already.") % {"number": waiting.number},
        mend=Mend(
            _("Open it, and sign or discard it."),
            act="personnel.declaration.sign",
            link=("personnel:declaration", str(waiting.pk)),
        ),
    )


@rule("R-49", clauses=["2012:10.2.3", "2026:10"])
def the_text_is_still_in_effect(*, declaration: Declaration) -> Refusal | None:
    """What is signed is the text in effect on the day of the signature, not the one before it."""
    if declaration.text.state == TextState.EFFECTIVE:
        return None
    return Refusal(
        _("The text %(number)s on which this declaration was begun has been replaced, so it cannot be signed.")
        % {"number": declaration.text.number},
        mend=Mend(_("Discard this draft and begin again on the new text."), act="personnel.declaration.discard"),
    )


@rule("R-07", clauses=["2012:4.3.7", "2012:6.2.1", "2026:4.3"])
def interests_are_answered(*, declaration: Declaration, nothing_to_declare: bool) -> Refusal | None:
    """Whoever signs either names their interests or says that there are none; silence is no answer."""
    if declaration.interests.exists() == (not nothing_to_declare):
        return None
    if nothing_to_declare:
        return Refusal(
            _("You say that there is nothing to declare, but this declaration names interests."),
            mend=Mend(_("Take the mark away, or discard the draft and begin again.")),
            field="nothing_to_declare",
        )
    return Refusal(
        _("This declaration names no interest and does not say that there is none."),
        mend=Mend(_("Declare your interests first, or say that you have nothing to declare.")),
        field="nothing_to_declare",
    )


@rule("R-08", clauses=["2012:4.3.7", "2026:4.3"])
def nobody_judges_their_own_interest(*, by: Actor, interest: Interest) -> Refusal | None:
    """Nobody judges an interest of their own; no role and no administrator passes this."""
    if not by.is_person(interest.person_id_concerned):
        return None
    return Refusal(
        _("You declared this interest yourself. Nobody judges their own interests, whatever their role."),
        mend=Mend(_("Somebody else who holds the role of quality manager or top management judges it.")),
    )


@rule("R-11", clauses=["2012:10.2.3", "2026:10"], kind=Kind.ACCREDITATION)
def approver_is_not_the_author(*, by: Actor, text: DeclarationText) -> Refusal | None:
    """Four eyes: who proposed a text does not approve it."""
    if not by.is_person(text.proposed_by_id):
        return None
    return Refusal(
        _("You proposed this text yourself, and an author is not the approver of their own text."),
        mend=Mend(_("Somebody else of top management approves it.")),
    )


@rule("R-08", clauses=["2012:4.3.7", "2026:4.3"])
def nobody_voids_their_own_declaration(*, by: Actor, declaration: Declaration) -> Refusal | None:
    """A correction that others rely on is made by a second person."""
    if not by.is_person(declaration.person_id):
        return None
    return Refusal(
        _("This is your own declaration, and nobody voids their own."),
        mend=Mend(_("Somebody else who holds the role of quality manager or top management does it.")),
    )


@rule("R-60", clauses=["2012:7.1.1", "2012:10.2.4", "2026:7.1"])
def a_correction_has_its_reason(*, reason: str) -> Refusal | None:
    """Whoever puts right what was recorded says why."""
    if reason.strip():
        return None
    return Refusal(
        _("A correction without a reason would leave the record unexplained."),
        mend=Mend(_("Say in a sentence why it is put right.")),
        field="reason",
    )


@rule("R-07", clauses=["2012:4.3.7", "2026:4.3"])
def a_judgement_has_its_reasons(*, reasons: str) -> Refusal | None:
    """How a conflict is removed, reduced or managed can be shown later only if it is written down now."""
    if reasons.strip():
        return None
    return Refusal(
        _("A judgement without its reasons could not be shown to anybody later."),
        mend=Mend(_("Write why, and which safeguard applies.")),
        field="reasons",
    )


@rule("date-past", kind=Kind.OURS, clauses=["2012:6.1.7", "2026:6.1"])
def paper_was_signed_in_the_last_year(*, signed_on: date) -> Refusal | None:
    """A declaration on paper was signed already, and not so long ago that it has ended."""
    today = clock.today()
    if signed_on <= today < end_of_term(signed_on):
        return None
    if signed_on > today:
        return Refusal(
            _("%(day)s is in the future; paper that is entered has been signed already.")
            % {"day": date_format(signed_on, "j M Y")},
            mend=Mend(_("Enter the date that stands beside the signature.")),
            field="signed_on",
        )
    return Refusal(
        _("A declaration of %(day)s has ended by now; it lasts a year.") % {"day": date_format(signed_on, "j M Y")},
        mend=Mend(_("Let the person sign the text that is in effect today.")),
        field="signed_on",
    )


@rule("R-46", clauses=["2012:6.1.7", "2026:6.1"])
def paper_is_the_latest_signature(*, declaration: Declaration, signed_on: date) -> Refusal | None:
    """What binds somebody is what they signed last: older paper does not replace a newer signature."""
    later = Declaration.objects.filter(
        person=declaration.person, state=DeclarationState.SIGNED, valid_until__gt=end_of_term(signed_on)
    ).first()
    if later is None:
        return None
    return Refusal(
        _("The declaration %(number)s was signed after this paper and is in force, so the paper cannot replace it.")
        % {"number": later.number},
        mend=Mend(_("Discard this draft; nothing is missing."), act="personnel.declaration.discard"),
        field="signed_on",
    )


@rule("R-08", clauses=["2012:4.3.7", "2026:4.3"])
def nobody_enters_their_own_paper(*, by: Actor, declaration: Declaration) -> Refusal | None:
    """Paper is entered by a second person, who can see that the signature is not their own."""
    if not by.is_person(declaration.person_id):
        return None
    return Refusal(
        _("This is your own paper, and nobody enters their own."),
        mend=Mend(_("Sign the declaration here instead, or let somebody else enter the paper.")),
    )


@rule("paper-kept", kind=Kind.OURS, clauses=["2012:6.1.7", "2012:7.1.1", "2026:6.1", "2026:7.1"])
def the_signed_paper_is_kept(*, scan: Received | None) -> Refusal | None:
    """The signed paper itself is kept: what was entered can be held against it at any time."""
    if scan is not None:
        return None
    return Refusal(
        _("The signed paper itself is kept, and there is no scan of it here."),
        mend=Mend(_("Scan or photograph the signed paper and hand it in as PDF, PNG or JPEG.")),
        field="scan",
    )


@rule("T-10", kind=Kind.ACCREDITATION, clauses=["2012:6.1.7", "2026:6.1"])
def the_term_is_over(*, declaration: Declaration) -> Refusal | None:
    """A declaration expires when its last day has passed, not before."""
    if declaration.valid_until and declaration.valid_until < clock.today():
        return None
    return Refusal(_("This declaration is still in force."), mend=Mend(_("It expires by itself after its last day.")))


def end_of_term(signed_on: date) -> date:
    """The last day of a declaration that was signed on `signed_on`: twelve months later (T-10)."""
    try:
        return signed_on.replace(year=signed_on.year + 1)
    except ValueError:
        return date(signed_on.year + 1, 2, 28)


@rule("R-07", clauses=["2012:4.3.6", "2012:4.3.7", "2026:4.3"])
def declaration_can_take_interests(*, declaration: Declaration) -> Refusal | None:
    """A new interest is declared at once, in the draft or in the declaration that is in force."""
    if declaration.state in {DeclarationState.DRAFT, DeclarationState.SIGNED}:
        return None
    return Refusal(
        _("This declaration is no longer in force, so no interest can be added to it."),
        mend=Mend(
            _("Make a new declaration and name the interest there."),
            act="personnel.declaration.make",
            link=("personnel:declarations",),
        ),
    )


@rule("R-07", clauses=["2012:4.3.7", "2026:4.3"])
def an_interest_is_complete(*, kind: str, party: str, description: str, since_on: date | None) -> Refusal | None:
    """An interest says what kind it is, to whom it ties, and since when, or nobody could judge it."""
    if kind not in InterestKind.values:
        return Refusal(_("“%s” is no kind of interest.") % kind, mend=Mend(_("Choose one of the list.")), field="kind")
    if not party.strip() or not description.strip():
        return Refusal(
            _("An interest needs the name of the party and a description, or nobody could judge it."),
            mend=Mend(_("Say to whom the tie is, and what it is.")),
            field="party" if not party.strip() else "description",
        )
    if since_on and since_on > clock.today():
        return Refusal(
            _("%(day)s is in the future.") % {"day": date_format(since_on, "j M Y")},
            mend=Mend(_("Give the day since when the interest exists.")),
            field="since_on",
        )
    return None


@rule("R-07", clauses=["2012:4.3.7", "2026:4.3"])
def a_tie_is_to_somebody_else(*, declaration: Declaration, concerned: Person | None) -> Refusal | None:
    """A tie that is declared leads to another person."""
    if concerned is None or concerned.pk != declaration.person_id:
        return None
    return Refusal(
        _("This tie would be to the person who declares it."),
        mend=Mend(_("Name the other person, or leave the field empty.")),
        field="concerned",
    )
