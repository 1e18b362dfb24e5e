"""What holds of criteria, of evidence, and of an evaluation against them."""

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from guildhall.identity.models import Person, Scope
from guildhall.identity.roles import EXAMINER, all_roles
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.periods import Period
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.personnel.lifecycles import CriteriaState
from guildhall.personnel.models import Authorisation, CriteriaSet, Criterion, Evidence, EvidenceKind, Point
from guildhall.personnel.models.criteria import FIVE
from guildhall.personnel.queries import authorisations
from guildhall.personnel.queries.criteria import asked_in, criteria_for, evidence_of, satisfactory_tasks

COMPETENCE = ("2012:6.1.3", "2026:6.1")
EXAMINERS = ("2012:6.2.2.1", "2026:6.2")
LONGEST_GRACE = Period(months=12)
"""How long at most somebody works on under criteria that were replaced."""


@rule("criteria-role", kind=Kind.OURS, clauses=COMPETENCE)
def criteria_are_for_a_role_of_a_scheme(*, role: str, scope: Scope | None) -> Refusal | None:
    """Criteria say what the work of a role asks for: in one scheme, or in every scheme."""
    known = {each.code for each in all_roles() if each.where == Scope.Kind.SCHEME}
    if role in known and (scope is None or scope.kind == Scope.Kind.SCHEME):
        return None
    return Refusal(
        _("Criteria are written for a role of a scheme."),
        mend=Mend(_("Choose a role of a scheme, and the scheme; leave the scheme empty where all ask the same.")),
        field="scope" if role in known else "role",
    )


@rule("one-draft-of-criteria", kind=Kind.OURS, clauses=COMPETENCE)
def no_other_draft_of_criteria_waits(*, role: str, scope: Scope | None) -> Refusal | None:
    """Nobody writes two versions for the same work at once."""
    waiting = CriteriaSet.objects.filter(
        state__in=(CriteriaState.DRAFT, CriteriaState.PROPOSED), role=role, scope=scope
    )
    first = waiting.first()
    if first is None:
        return None
    return Refusal(
        _("The draft %(number)s for this role is being written already.") % {"number": first.number},
        mend=Mend(_("Go on with that one, or discard it first."), link=("personnel:criteria", str(first.pk))),
    )


@rule("criteria-draft", kind=Kind.OURS, clauses=("2012:10.2.3", "2026:10"))
def criteria_are_being_written(*, criteria: CriteriaSet) -> Refusal | None:
    """What was submitted or approved is not changed; a new version is."""
    return None if criteria.state == CriteriaState.DRAFT else _not_a_draft(criteria)


@rule("criteria-draft", kind=Kind.OURS, clauses=("2012:10.2.3", "2026:10"))
def its_criteria_are_being_written(*, criterion: Criterion) -> Refusal | None:
    """A criterion of a version that was submitted or approved is not changed."""
    return None if criterion.criteria.state == CriteriaState.DRAFT else _not_a_draft(criterion.criteria)


def _not_a_draft(criteria: CriteriaSet) -> Refusal:
    return Refusal(
        _("The criteria %(number)s are not being written any more, so nothing in them changes.")
        % {"number": criteria.number},
        mend=Mend(_("Write a new version."), act="personnel.criteria.begin", link=("personnel:criteria-begin",)),
    )


@rule("criterion-complete", kind=Kind.ACCREDITATION, clauses=COMPETENCE)
def a_criterion_says_what_would_show_it(*, words: str, asks: str) -> Refusal | None:
    """A criterion says what is asked and what would show it, or two evaluators would judge differently."""
    if words.strip() and asks.strip():
        return None
    return Refusal(
        _("A criterion says what is asked, and what would show that somebody has it."),
        mend=Mend(_("Write both in a sentence.")),
        field="asks" if words.strip() else "words",
    )


@rule("criterion-point", kind=Kind.OURS, clauses=COMPETENCE)
def a_criterion_is_about_something_known(*, point: str) -> Refusal | None:
    """What a criterion is about is chosen, so that the points on which examiners are chosen can be counted."""
    if point in Point.values:
        return None
    return Refusal(_("There is no such kind of criterion."), mend=Mend(_("Choose from those listed.")), field="point")


@rule("R-46", clauses=("2012:6.1.3", "2012:6.2.2.1", "2026:6.2"))
def criteria_are_whole(*, criteria: CriteriaSet) -> Refusal | None:
    """Criteria ask something; those of examiners cover the five points on which examiners are chosen."""
    points = {each.point for each in asked_in(criteria)}
    if not points:
        return Refusal(_("This version asks for nothing yet."), mend=Mend(_("Add what the work asks for.")))
    missing = [str(each.label) for each in FIVE if each not in points] if criteria.role == EXAMINER.code else []
    if not missing:
        return None
    return Refusal(
        _("Examiners are chosen on five points, and these have no criterion yet: %(points)s.")
        % {"points": get_text_list(missing, _("and"))},
        mend=Mend(_("Add a criterion for each.")),
    )


@rule("R-11", clauses=("2012:10.2.3", "2012:6.1.3", "2026:6.1"), kind=Kind.ACCREDITATION)
def criteria_are_approved_by_somebody_else(*, by: Actor, criteria: CriteriaSet) -> Refusal | None:
    """Four eyes: who wrote criteria does not approve them."""
    if not by.is_person(criteria.drafted_by_id):
        return None
    return Refusal(
        _("You wrote these criteria, and their author does not approve them."),
        mend=Mend(_("Somebody else of top management approves them.")),
    )


@rule("T-11", clauses=("2012:6.1.3", "2012:6.1.5", "2026:6.1"), kind=Kind.ACCREDITATION)
def reevaluation_lies_within_a_year(*, reevaluate_by_day: date | None) -> Refusal | None:
    """Who is authorised on earlier criteria is evaluated on the new ones within a year, and is told so beforehand."""
    today = clock.today()
    if reevaluate_by_day is None or today < reevaluate_by_day <= LONGEST_GRACE.after(today):
        return None
    return Refusal(
        _("Those who are authorised are evaluated on new criteria by a day after today, at the latest on %(day)s.")
        % {"day": date_format(LONGEST_GRACE.after(today), "j M Y")},
        mend=Mend(_("Give such a day, or none where the change asks nothing new of them.")),
        field="reevaluate_by_day",
    )


@rule("R-46", clauses=("2012:6.1.3", "2012:6.1.4", "2026:6.1"))
def criteria_are_in_effect(*, role: str, scope: Scope) -> Refusal | None:
    """Nobody's competence is judged for work of which nobody has said what it asks for."""
    if criteria_for(role, scope.pk) is not None:
        return None
    return Refusal(
        _("No criteria are in effect for this role, so there is nothing against which somebody could be evaluated."),
        mend=Mend(
            _("Write the criteria, or take in those that the house brings along; top management approves them."),
            act="personnel.criteria.begin",
            link=("personnel:criteria-begin",),
        ),
        field="role",
    )


@rule("R-47", clauses=EXAMINERS)
def an_examiner_has_a_language(*, role: str, languages: str) -> Refusal | None:
    """An examiner is authorised for the languages in which they are fluent."""
    if role != EXAMINER.code or languages.strip():
        return None
    return Refusal(
        _("An examiner is authorised for languages, and none is named."),
        mend=Mend(_("Write the codes of the languages in which the person may examine: “de en”.")),
        field="languages",
    )


@rule("R-46", clauses=("2012:6.1.3", "2012:6.2.2.1", "2026:6.1"))
def every_criterion_is_answered(*, authorisation: Authorisation, found: Mapping[str, str]) -> Refusal | None:
    """An evaluation answers every criterion in effect with what was found, and none that is not asked."""
    criteria = criteria_for(authorisation.role, authorisation.scope_id)
    asked = {each.code for each in asked_in(criteria)} if criteria else set()
    answered = {code for code, words in found.items() if words.strip()}
    if asked and answered == asked:
        return None
    return Refusal(
        _("The criteria in effect today ask for more, or for something else, than was answered: %(codes)s.")
        % {"codes": ", ".join(sorted(asked ^ answered)) or _("none is in effect")},
        mend=Mend(_("Say for each criterion what you looked at and what you found, or decline the proposal.")),
        field=next((f"found_{code}" for code in sorted(asked - answered)), "findings"),
    )


@rule("R-46", clauses=("2012:6.1.3", "2012:6.1.5", "2026:6.1"))
def it_rests_on_verified_evidence(*, authorisation: Authorisation, rests_on: Mapping[str, str]) -> Refusal | None:
    """What an evaluation rests on belongs to that person, was looked at by somebody else, and has not run out."""
    named = {number for number in rests_on.values() if number}
    known = {each.number: each for each in evidence_of(authorisation.person_id).filter(number__in=named)}
    today = clock.today()
    weak = sorted(number for number in named if number not in known or not known[number].shows_on(today))
    if not weak:
        return None
    return Refusal(
        _("The evidence %(number)s is not this person's, has not been verified, or has run out.") % {"number": weak[0]},
        mend=Mend(_("Let somebody verify it first, or name other evidence.")),
        field=next(f"rests_on_{code}" for code, number in rests_on.items() if number == weak[0]),
    )


@rule("R-46", clauses=("2012:6.1.3", "2012:6.1.4", "2012:6.2.2.1", "2026:6.1"))
def the_supervised_phase_is_done(*, authorisation: Authorisation) -> Refusal | None:
    """Who is new to the work has done as many tasks under supervision as the criteria ask for."""
    criteria = criteria_for(authorisation.role, authorisation.scope_id)
    asked = criteria.supervised_tasks if criteria else 0
    done = satisfactory_tasks(authorisation.person_id, authorisation.role, authorisation.scope_id) if asked else 0
    if done >= asked or _did_it_before(authorisation):
        return None
    return Refusal(
        _("The criteria ask for %(asked)d tasks under supervision, and %(done)d were completed well.")
        % {"asked": asked, "done": done},
        mend=Mend(
            _("Begin a supervised phase, or complete the one that is running."),
            act="personnel.supervision.begin",
            link=("personnel:supervisions",),
        ),
    )


def _did_it_before(authorisation: Authorisation) -> bool:
    same = {"person": authorisation.person_id, "role": authorisation.role, "scope": authorisation.scope_id}
    return authorisations().filter(**same, authorised_at__isnull=False).exists()


@rule("criteria-unmet", kind=Kind.OURS, clauses=COMPETENCE)
def what_is_unmet_was_asked(*, authorisation: Authorisation, unmet: tuple[str, ...]) -> Refusal | None:
    """What somebody is said not to meet is one of the criteria in effect."""
    criteria = criteria_for(authorisation.role, authorisation.scope_id)
    asked = {each.code for each in asked_in(criteria)} if criteria else set()
    if set(unmet) <= asked:
        return None
    return Refusal(
        _("There is no such criterion: %(codes)s.") % {"codes": ", ".join(sorted(set(unmet) - asked))},
        mend=Mend(_("Choose from the criteria in effect.")),
        field="unmet",
    )


@rule("R-46", clauses=("2012:6.1.5", "2026:6.1"))
def evidence_is_described(*, person: Person, kind: str, title: str) -> Refusal | None:
    """Evidence is about one of the body's personnel, of a known kind, and says what it is."""
    if not person.is_personnel:
        return Refusal(
            _("Personnel files are kept of the body's personnel, and this person is not registered as one of them."),
            mend=Mend(_("Let operations register the person as personnel.")),
            field="person",
        )
    if kind in EvidenceKind.values and title.strip():
        return None
    return Refusal(
        _("Evidence says of which kind it is, and what it is."),
        mend=Mend(_("Choose the kind, and give it a title: “Master craftsman, chamber of Kiel”.")),
        field="title" if kind in EvidenceKind.values else "kind",
    )


@rule("R-46", clauses=("2012:6.1.3", "2012:6.1.5", "2026:6.1"))
def evidence_is_looked_at_by_somebody_else(*, by: Actor, evidence: Evidence) -> Refusal | None:
    """Nobody verifies what they say of themselves."""
    if not by.is_person(evidence.person_id):
        return None
    return Refusal(
        _("This is evidence of your own competence, and nobody verifies their own."),
        mend=Mend(_("Another evaluator, the quality manager or top management looks at it.")),
    )


@rule("evidence-over", kind=Kind.OURS, clauses=("2012:6.1.5", "2026:6.1"))
def the_evidence_has_not_run_out(*, evidence: Evidence) -> Refusal | None:
    """What has run out shows nothing any more."""
    if evidence.valid_until is None or evidence.valid_until >= clock.today():
        return None
    return Refusal(
        _("This evidence ran out on %(day)s.") % {"day": date_format(evidence.valid_until, "j M Y")},
        mend=Mend(_("Let the person hand in the one that followed.")),
    )
