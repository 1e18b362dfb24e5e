"""Who may do what with schemes: roles of a scheme are held for it, and asked of the record that stands in it."""

from inspect import Parameter, Signature
from typing import Any

from django.utils.translation import gettext as _

from guildhall.identity.permissions import holds, refusal_in
from guildhall.identity.roles import (
    ADMINISTRATOR,
    ASSESSOR,
    EXAM_MANAGER,
    ITEM_REVIEWER,
    ITEM_WRITER,
    PANELLIST,
    QUALITY_MANAGER,
    SCHEME_APPROVER,
    SCHEME_MANAGER,
    TOP_MANAGEMENT,
    Role,
)
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import Permission, permission
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.schemes.models import JobAnalysis, PanelMember, Scheme, SchemeVersion, TaskImport


def in_scheme_of(argument: str, kind: type[Any], *roles: Role) -> Permission:
    """Who holds one of `roles` in the scheme of the record that the act's `argument`, of that `kind`, names."""

    def held(**known: Any) -> Refusal | None:
        return refusal_in(known["by"], known[argument].scope_id, *roles)

    asked = (("by", Actor), (argument, kind))
    held.__signature__ = Signature(  # type: ignore[attr-defined]  # tells a permission what this one needs
        [Parameter(name, Parameter.KEYWORD_ONLY, annotation=annotation) for name, annotation in asked]
    )
    held.__name__ = "holds_" + "_or_".join(each.code.replace("-", "_") for each in roles) + f"_in_{argument}"
    names = " / ".join(each.name for each in roles)
    return Permission(f"holds the role {names} in this scheme", held)


CREW = (SCHEME_MANAGER, SCHEME_APPROVER, PANELLIST)
READERS = (*CREW, ITEM_WRITER, ITEM_REVIEWER, EXAM_MANAGER, QUALITY_MANAGER, TOP_MANAGEMENT, ASSESSOR)
"""Who reads how a scheme came about; what it says once it is published is open to everybody."""

may_open_schemes = holds(ADMINISTRATOR, TOP_MANAGEMENT)
may_read_schemes = holds(*READERS)
may_develop_schemes = holds(SCHEME_MANAGER)
may_approve_schemes = holds(SCHEME_APPROVER)
may_rate_tasks = holds(PANELLIST)
may_judge_versions = holds(*CREW)

manages_the_scheme = in_scheme_of("scheme", Scheme, SCHEME_MANAGER)
manages_the_analysis = in_scheme_of("analysis", JobAnalysis, SCHEME_MANAGER)
approves_the_analysis = in_scheme_of("analysis", JobAnalysis, SCHEME_APPROVER)
manages_the_list = in_scheme_of("task_import", TaskImport, SCHEME_MANAGER)
manages_the_panel = in_scheme_of("member", PanelMember, SCHEME_MANAGER)
manages_the_version = in_scheme_of("version", SchemeVersion, SCHEME_MANAGER)
approves_the_version = in_scheme_of("version", SchemeVersion, SCHEME_APPROVER)
judges_the_version = in_scheme_of("version", SchemeVersion, *CREW)
answers_for_the_version = in_scheme_of("version", SchemeVersion, SCHEME_MANAGER, SCHEME_APPROVER)
knows_the_panel = in_scheme_of("analysis", JobAnalysis, *CREW) | holds(QUALITY_MANAGER, TOP_MANAGEMENT, ASSESSOR)


@permission("is that member of the panel")
def is_the_member(*, by: Actor, member: PanelMember) -> Refusal | None:
    """Nobody rates for another; the member's role in the scheme, and with it their declaration, holds today."""
    if by.is_person(member.person_id):
        return refusal_in(by, member.scope_id, PANELLIST)
    return Refusal(
        _("These ratings belong to another member of the panel, and nobody rates for another."),
        mend=Mend(_("They sign in and rate themselves.")),
        clauses=("2012:8.4 a)", "2026:8"),
    )
