"""Requirements of a version: what somebody must bring along, why, by when, and what proves it."""

from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.schemes.finding import part
from guildhall.schemes.models import Requirement, SchemeVersion
from guildhall.schemes.permissions import manages_the_version
from guildhall.schemes.rules.parts import (
    competence_is_there,
    membership_is_no_prerequisite,
    own_course_has_no_equivalent,
    requirement_is_told,
)
from guildhall.schemes.rules.versions import version_is_a_draft
from guildhall.schemes.rules.words import part_code_can_be_one

CLAUSES = ("2012:8.2", "2012:8.4 c)", "2026:8")


@act(
    "schemes.requirement.write",
    about="version",
    permission=manages_the_version,
    rules=[
        version_is_a_draft,
        part_code_can_be_one,
        requirement_is_told,
        membership_is_no_prerequisite,
        own_course_has_no_equivalent,
        competence_is_there,
    ],
    clauses=CLAUSES,
    sentence=gettext_noop("wrote the requirement {code} of {subject}"),
    label=gettext_noop("Write a requirement"),
)
def write(
    *,
    by: Actor,
    version: SchemeVersion,
    code: str,
    kind: str,
    words: str,
    rationale: str,
    evidence: str,
    stage: str,
    fresh_months: int | None = None,
    medical: bool = False,
    own_course_only: bool = False,
    no_equivalent: str = "",
    competence: str = "",
    seen: int | None = None,
) -> SchemeVersion:
    """Write a prerequisite, with why the work needs it and by which stage it must be met.

    `fresh_months` is how old its evidence may be; `competence` the code of the one it serves; `seen` the revision that
    is replaced.
    """
    told = {
        "kind": kind,
        "words": words,
        "rationale": rationale,
        "evidence": evidence,
        "stage": stage,
        "fresh_months": fresh_months,
        "medical": medical,
        "own_course_only": own_course_only,
        "no_equivalent": no_equivalent,
        "competence": version.competences.filter(code=competence).first(),
    }
    if seen is None:
        create(Requirement, version=version, code=code, position=version.requirements.count(), **told)
    else:
        change(part(version.requirements, code=code, seen=seen), **told)
    return version


@act(
    "schemes.requirement.strike",
    about="version",
    permission=manages_the_version,
    rules=[version_is_a_draft],
    clauses=CLAUSES,
    sentence=gettext_noop("struck the requirement {code} from {subject}"),
    label=gettext_noop("Strike a requirement"),
)
def strike(*, by: Actor, version: SchemeVersion, code: str) -> SchemeVersion:
    """Take a requirement out of a draft; the ledger keeps what was written."""
    version.requirements.filter(pk=part(version.requirements, code=code).pk).delete()
    return version
