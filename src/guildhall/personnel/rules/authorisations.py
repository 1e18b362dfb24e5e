"""What holds of authorisations and of the first appointments."""

import re
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.identity.models import Person, Scope
from guildhall.identity.roles import DECIDER, EVALUATOR, SCHEME_APPROVER, all_roles
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.periods import Period
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.personnel.models import Authorisation
from guildhall.personnel.queries import founding_is_open, proposals_open

COMPETENCE = ("2012:6.1.3", "2012:6.1.4", "2026:6.1")
LONGEST = Period(months=36)
"""How long an authorisation lasts at most before competence is evaluated again (T-11)."""

FIRST = (EVALUATOR, SCHEME_APPROVER, DECIDER)
"""The roles that top management may fill at the founding without an evaluation (R-46)."""

LANGUAGES = re.compile(r"[a-z]{2,3}( [a-z]{2,3})*")
FIELDS = re.compile(r"[A-Z0-9-]{1,12}( [A-Z0-9-]{1,12})*")


@rule("role-authorised", kind=Kind.OURS, clauses=COMPETENCE)
def the_role_is_one_of_a_scheme(*, role: str, scope: Scope) -> Refusal | None:
    """Somebody is authorised for the work of a role in one scheme."""
    known = {each.code for each in all_roles() if each.where == Scope.Kind.SCHEME}
    if role in known and scope.kind == Scope.Kind.SCHEME:
        return None
    return Refusal(
        _("People are authorised for the work of a role in a scheme; roles of the whole body are given directly."),
        mend=Mend(_("Choose a role of a scheme, and the scheme.")),
        field="scope" if role in known else "role",
    )


@rule("R-46", clauses=COMPETENCE)
def who_is_authorised_belongs_to_the_personnel(*, person: Person) -> Refusal | None:
    """Work is done by the body's personnel: employed, contracted, on a committee or as a volunteer."""
    if person.is_personnel:
        return None
    return Refusal(
        _("Only the body's personnel are authorised, and this person is not registered as one of them."),
        mend=Mend(_("Let operations register the person as personnel.")),
        field="person",
    )


@rule("R-46", clauses=COMPETENCE)
def competence_has_its_evidence(*, evidence: str) -> Refusal | None:
    """Competence is judged by evidence; without it there is nothing to judge."""
    if evidence.strip():
        return None
    return Refusal(
        _("An authorisation rests on evidence that the criteria are met, and none is given."),
        mend=Mend(_("Write what shows that the person has what the role asks for.")),
        field="evidence",
    )


@rule("R-46", clauses=COMPETENCE)
def competence_has_criteria_and_evidence(*, criteria: str, evidence: str) -> Refusal | None:
    """Competence is judged against criteria, by evidence; without both there is nothing to judge."""
    if criteria.strip() and evidence.strip():
        return None
    return Refusal(
        _("An authorisation rests on criteria and on evidence that they are met, and one of both is missing."),
        mend=Mend(_("Write what the role asks for, and what shows that the person has it.")),
        field="evidence" if criteria.strip() else "criteria",
    )


@rule("one-proposal", kind=Kind.OURS, clauses=COMPETENCE)
def no_other_proposal_waits(*, person: Person, role: str, scope: Scope) -> Refusal | None:
    """Nobody is proposed twice for the same work at once."""
    waiting = proposals_open().filter(person=person, role=role, scope=scope).first()
    if waiting is None:
        return None
    return Refusal(
        _("The authorisation %(number)s of this person for this role and scheme is proposed already.")
        % {"number": waiting.number},
        mend=Mend(_("Go on with that one, or decline it first."), link=("personnel:authorisation", str(waiting.pk))),
    )


@rule("language-known", kind=Kind.OURS, clauses=["2012:6.2.2.1", "2026:6.2"])
def languages_can_be_read(*, languages: str) -> Refusal | None:
    """The languages of somebody's work are given by their codes."""
    if not languages or LANGUAGES.fullmatch(languages):
        return None
    return Refusal(
        _("Languages are given by their codes, with a space between: “de en”."),
        mend=Mend(_("Write the codes, or leave the field empty where language does not matter.")),
        field="languages",
    )


@rule("field-known", kind=Kind.OURS, clauses=["2012:6.2.2.1", "2026:6.2"])
def fields_can_be_read(*, fields: str) -> Refusal | None:
    """The fields of somebody's work are given by the codes that the scheme has for its parts."""
    if not fields or FIELDS.fullmatch(fields):
        return None
    return Refusal(
        _("Fields are given by the codes of the scheme's parts, with a space between: “W P”."),
        mend=Mend(_("Write the codes, or leave the field empty where the whole scheme is meant.")),
        field="fields",
    )


@rule("R-46", clauses=["2012:6.1.3", "2012:6.1.5", "2026:6.1"])
def nobody_evaluates_themselves(*, by: Actor, authorisation: Authorisation) -> Refusal | None:
    """Competence is evaluated by somebody else."""
    if not by.is_person(authorisation.person_id):
        return None
    return Refusal(
        _("This is your own authorisation, and nobody evaluates their own competence."),
        mend=Mend(_("Another evaluator of this scheme does it.")),
    )


@rule("R-46", clauses=["2012:6.1.3", "2012:6.1.5", "2026:6.1"])
def an_evaluation_has_its_findings(*, findings: str) -> Refusal | None:
    """An evaluation says what was found, criterion by criterion."""
    if findings.strip():
        return None
    return Refusal(
        _("An evaluation without its findings could not be shown to anybody later."),
        mend=Mend(_("Write what you looked at and what you found, criterion by criterion.")),
        field="findings",
    )


@rule("R-08", clauses=["2012:4.3.7", "2026:4.3"])
def nobody_decides_on_their_own_authorisation(*, by: Actor, authorisation: Authorisation) -> Refusal | None:
    """Nobody decides about their own authority; no role passes this."""
    if not by.is_person(authorisation.person_id):
        return None
    return Refusal(
        _("This is your own authorisation, and nobody decides about their own authority."),
        mend=Mend(_("Somebody else of top management decides.")),
    )


@rule("R-11", clauses=["2012:6.1.3", "2026:6.1"], kind=Kind.ACCREDITATION)
def authoriser_is_not_the_evaluator(*, by: Actor, authorisation: Authorisation) -> Refusal | None:
    """Four eyes: who evaluated somebody's competence does not authorise them."""
    if authorisation.evaluated_by_id is None or not by.is_person(authorisation.evaluated_by_id):
        return None
    return Refusal(
        _("You evaluated this person's competence, and the evaluator is not the one who authorises."),
        mend=Mend(_("Somebody else of top management authorises.")),
    )


@rule("T-11", clauses=["2012:6.1.3", "2012:6.1.5", "2026:6.1"], kind=Kind.ACCREDITATION)
def the_term_ends_within_three_years(*, until_on: date) -> Refusal | None:
    """An authorisation ends, so that competence is evaluated again at the latest after 36 months."""
    longest = LONGEST.after(clock.today())
    if clock.today() <= until_on <= longest:
        return None
    return Refusal(
        _("An authorisation lasts until a day from today to %(day)s: competence is evaluated again by then.")
        % {"day": date_format(longest, "j M Y")},
        mend=Mend(_("Give a last day that lies between.")),
        field="until_on",
    )


@rule("R-46", clauses=COMPETENCE)
def a_stop_has_its_reason(*, reason: str) -> Refusal | None:
    """Whoever declines, suspends or withdraws an authorisation says why."""
    if reason.strip():
        return None
    return Refusal(
        _("Without a reason nobody could understand later why this authorisation does not hold."),
        mend=Mend(_("Say in a sentence why.")),
        field="reason",
    )


@rule("T-11", kind=Kind.ACCREDITATION, clauses=["2012:6.1.5", "2026:6.1"])
def the_authorisation_is_over(*, authorisation: Authorisation) -> Refusal | None:
    """An authorisation expires when its last day has passed, not before."""
    if authorisation.until_on and authorisation.until_on < clock.today():
        return None
    return Refusal(_("This authorisation is still in force."), mend=Mend(_("It expires by itself after its last day.")))


@rule("T-11", kind=Kind.ACCREDITATION, clauses=["2012:6.1.5", "2026:6.1"])
def the_authorisation_is_not_over(*, authorisation: Authorisation) -> Refusal | None:
    """A suspension is lifted within the term that was authorised; after it competence is evaluated again."""
    if authorisation.until_on and authorisation.until_on >= clock.today():
        return None
    return Refusal(
        _("The term of this authorisation is over."),
        mend=Mend(_("Propose a new one."), act="personnel.authorisation.propose"),
    )


@rule("T-11", kind=Kind.ACCREDITATION, clauses=["2012:6.1.3", "2012:6.1.5", "2026:6.1"])
def the_term_becomes_shorter(*, authorisation: Authorisation, until_on: date) -> Refusal | None:
    """New criteria let an authorisation end earlier, and never later than it was given for."""
    if authorisation.until_on and clock.today() <= until_on < authorisation.until_on:
        return None
    return Refusal(
        _("An authorisation is shortened to a day from today to before its last."),
        mend=Mend(_("Nothing needs to be done.")),
    )


@rule("R-46", clauses=COMPETENCE)
def the_founding_is_open(*, by: Actor) -> Refusal | None:
    """The first people are appointed before the first scheme takes effect, and never again after that."""
    if founding_is_open():
        return None
    return Refusal(
        _("The founding of the body is closed; nobody is appointed without an evaluation of competence any more."),
        mend=Mend(
            _("Propose an authorisation: an evaluator evaluates it, and top management authorises."),
            act="personnel.authorisation.propose",
        ),
    )


@rule("R-46", clauses=COMPETENCE)
def the_role_is_among_the_first(*, role: str) -> Refusal | None:
    """Only the first evaluators, approvers and deciders are appointed; they evaluate and approve everybody else."""
    if role in {each.code for each in FIRST}:
        return None
    names = ", ".join(_(each.name) for each in FIRST)
    return Refusal(
        _("At the founding only these are appointed: %(roles)s.") % {"roles": names},
        mend=Mend(
            _("Propose an authorisation; the first evaluator can evaluate it."), act="personnel.authorisation.propose"
        ),
        field="role",
    )


@rule("R-08", clauses=["2012:4.3.7", "2026:4.3"])
def nobody_appoints_themselves(*, by: Actor, person: Person) -> Refusal | None:
    """Nobody decides about their own authority, not even at the founding."""
    if not by.is_person(person.pk):
        return None
    return Refusal(
        _("You cannot appoint yourself."),
        mend=Mend(_("Somebody else of top management appoints you, or you appoint somebody else.")),
        field="person",
    )
