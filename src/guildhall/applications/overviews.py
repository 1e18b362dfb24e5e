"""The overview that every applicant is shown before they submit (9.1.1): what was shown is kept as it was.

Requirements and scope, how is assessed, the applicant's rights, the duties of a certified person, the fees.
"""

from decimal import Decimal
from typing import Any

from guildhall.documents.models import DocumentVersion
from guildhall.documents.queries import public_statements
from guildhall.documents.texts import in_words
from guildhall.kernel import clock
from guildhall.schemes.models import Component, Requirement, SchemeVersion

Overview = dict[str, Any]
"""The overview as it is kept: text, numbers and lists only."""


def of(version: SchemeVersion) -> Overview:
    """What somebody who applies under `version` is told."""
    components = list(Component.objects.filter(version=version).order_by("position", "code"))
    return {
        "version": version.number,
        "title": version.title,
        "scope": version.scope_words,
        "validity_months": version.validity_months,
        "process": version.process,
        "requirements": [_requirement(each) for each in _asked(version)],
        "components": [_component(each) for each in components],
        "rights": [{"title": each.title, "words": in_words(each)} for each in _said()],
        "duties": version.agreement,
        "conduct": version.code_of_conduct,
        "fee": str(version.fee),
        "total": str(sum((each.fee for each in components), Decimal(version.fee))),
        "currency": version.currency,
        "shown_on": clock.today().isoformat(),
    }


def _said() -> list[DocumentVersion]:
    """What the body says in public of impartiality, appeals, complaints: the applicant's rights."""
    return [version for _topic, version in sorted(public_statements().items())]


def _asked(version: SchemeVersion) -> list[Requirement]:
    return list(Requirement.objects.filter(version=version).order_by("position", "code"))


def _requirement(requirement: Requirement) -> dict[str, str]:
    return {
        "code": requirement.code,
        "words": requirement.words,
        "evidence": requirement.evidence,
        "stage": requirement.stage,
    }


def _component(component: Component) -> dict[str, str | int]:
    return {
        "code": component.code,
        "title": component.title,
        "kind": component.kind,
        "method": component.method,
        "minutes": component.minutes,
        "cut": f"{component.cut.normalize():f}",
        "max_attempts": component.max_attempts,
        "waiting_days": component.waiting_days,
        "fee": str(component.fee),
    }
