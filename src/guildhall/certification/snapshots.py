"""What a decider had before them, frozen with the decision (R-14): criteria, evidence, involvements, authority.

Evidence is bound by the HMACs under which the vault keeps it, never by a plain hash. The whole is sealed under the
person's key, and its digest is an HMAC under the same key: erasing the person leaves a digest that tells nothing.
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from guildhall.applications import queries as applications
from guildhall.certification import queries
from guildhall.certification.models import DecisionFile
from guildhall.exams import queries as exams
from guildhall.exams.models import Candidacy, Result
from guildhall.kernel.involvements import Involvement
from guildhall.personnel.models import Authorisation
from guildhall.vault import keys


def taken(
    file: DecisionFile,
    *,
    outcome: str,
    authorisation: Authorisation,
    effective_on: date,
    reasons: str,
    criteria: Sequence[str] = (),
) -> dict[str, Any]:
    """The evidence of a decision as it stands now, as plain values that never change again."""
    candidacy = queries.candidacy_of(file)
    return {
        "file": file.number,
        "kind": file.kind,
        "outcome": outcome,
        "person": str(file.person_id),
        "scheme_version": file.version.number,
        "edition": file.version.edition,
        "effective_on": effective_on.isoformat(),
        "reasons": reasons,
        "refused_for": list(criteria),
        "decider": _authority(authorisation),
        "criteria": [_criterion(each, effective_on) for each in queries.criteria(file, effective_on)],
        "involved": [_part(each) for each in queries.involved(file)],
        "evidence": _evidence(candidacy) if candidacy else [],
        "results": [_result(each) for each in exams.released(candidacy)] if candidacy else [],
        "signatures": _signatures(candidacy) if candidacy else [],
    }


def digest_of(file: DecisionFile, snapshot: dict[str, Any]) -> str:
    """The HMAC of a snapshot under the person's key."""
    text = json.dumps(snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return keys.mac(file.key_id, text.encode()).hex()


def is_intact(file: DecisionFile) -> bool:
    """Whether the frozen evidence is what was frozen; who was erased has none that could be read."""
    try:
        return digest_of(file, file.snapshot) == file.digest
    except keys.KeyDestroyed:
        return True
    except (keys.Forged, ValueError):
        return False


def _authority(authorisation: Authorisation) -> dict[str, str]:
    until = authorisation.until_on
    return {
        "person": str(authorisation.person_id),
        "authorisation": authorisation.number,
        "until": until.isoformat() if until else "",
    }


def _criterion(criterion: queries.Criterion, day: date) -> dict[str, str]:
    return {
        "code": criterion.code,
        "title": criterion.title,
        "standing": str(criterion.standing(day)),
        "detail": criterion.detail or criterion.why,
        "until": criterion.until.isoformat() if criterion.until else "",
    }


def _part(part: Involvement) -> dict[str, str]:
    return {"person": str(part.person_id), "kind": part.kind, "about": part.about, "at": part.at.isoformat()}


def _evidence(candidacy: Candidacy) -> list[dict[str, str]]:
    """Each piece by its identifier, and the HMAC of its file or of its words."""
    return [
        {
            "evidence": str(each.pk),
            "requirement": each.requirement.code,
            "mac": each.file.address if each.file else keys.mac(candidacy.key_id, each.words.encode()).hex(),
        }
        for each in applications.evidence_of(candidacy.application)
    ]


def _result(result: Result) -> dict[str, str]:
    attempt = result.attempt
    return {
        "result": str(result.pk),
        "attempt": attempt.number,
        "component": attempt.component.code,
        "score": str(result.score),
        "cut": str(result.cut),
        "passed": str(result.passed),
        "form": str(attempt.form or attempt.checklist or ""),
    }


def _signatures(candidacy: Candidacy) -> list[dict[str, str]]:
    signed = candidacy.application.signatures.order_by("signed_at")
    return [
        {
            "kind": each.kind,
            "version": each.version_number,
            "mac": keys.mac(candidacy.key_id, each.words.encode()).hex(),
        }
        for each in signed
    ]
