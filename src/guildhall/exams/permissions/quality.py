"""Who keeps forms good: adopts standards, rules on keys, has attempts scored again, reviews, corrects, assembles."""

from django.utils.translation import gettext as _

from guildhall.exams.models import (
    Assembly,
    Deficiency,
    Form,
    FormItem,
    KeyRuling,
    Rescored,
    Rescoring,
)
from guildhall.exams.permissions.examining import VERIFIERS, in_scheme, scope_id_of
from guildhall.identity.permissions import holds
from guildhall.identity.roles import EXAM_MANAGER, ITEM_REVIEWER, ITEM_WRITER, PSYCHOMETRICIAN, SCHEME_MANAGER
from guildhall.itembank.permissions import barred
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.schemes.models import Component

KEEPERS = (EXAM_MANAGER, PSYCHOMETRICIAN, SCHEME_MANAGER)
"""Who looks after forms in use: proposes what changes of their scoring, and reviews them."""

JUDGES = (PSYCHOMETRICIAN, *VERIFIERS)
"""Who says that what another proposed is right; never about what they proposed themselves."""

keeps_forms = holds(*KEEPERS)
looks_after_forms = holds(*JUDGES)
has_to_do_with_forms = holds(*JUDGES, ITEM_WRITER, ITEM_REVIEWER)
"""Whom the pages let in; the acts ask for the scheme of the record."""


@permission("trains nobody for the scheme")
def does_not_train_for_the_form(*, by: Actor, form: Form) -> Refusal | None:
    """Rulings name questions and their keys: who trains for a scheme sees and makes none (R-10)."""
    return barred(by, scope_id_of(form))


@permission("trains nobody for the scheme")
def does_not_train_for_the_item(*, by: Actor, placement: FormItem) -> Refusal | None:
    """Who trains for a scheme rules on no key of it (R-10)."""
    return barred(by, scope_id_of(placement))


@permission("trains nobody for the scheme")
def does_not_train_for_what_is_ruled(*, by: Actor, ruling: KeyRuling) -> Refusal | None:
    """Who trains for a scheme confirms no ruling on a key of it (R-10)."""
    return barred(by, scope_id_of(ruling))


@permission("is to correct it")
def is_the_owner(*, by: Actor, deficiency: Deficiency) -> Refusal | None:
    """Who was named to correct a deficiency."""
    if by.is_person(deficiency.owner_id):
        return None
    return Refusal(
        _("Somebody else is to correct this."),
        mend=Mend(_("Its owner reports the correction, or who looks after the form does.")),
        code="permission",
    )


may_adopt_standards = in_scheme("form", Form, *VERIFIERS)
may_keep_forms = in_scheme("form", Form, *KEEPERS)
may_read_rulings = in_scheme("form", Form, *KEEPERS, *VERIFIERS) & does_not_train_for_the_form
may_propose_rulings = in_scheme("placement", FormItem, *KEEPERS) & does_not_train_for_the_item
may_withdraw_rulings = in_scheme("ruling", KeyRuling, *KEEPERS)
may_confirm_rulings = in_scheme("ruling", KeyRuling, *JUDGES) & does_not_train_for_what_is_ruled
may_handle_rescorings = in_scheme("rescoring", Rescoring, *KEEPERS)
may_approve_rescorings = in_scheme("rescoring", Rescoring, *VERIFIERS)
may_read_rescorings = in_scheme("rescoring", Rescoring, *KEEPERS, *VERIFIERS)
may_read_what_was_rescored = in_scheme("row", Rescored, *KEEPERS, *VERIFIERS)
may_keep_deficiencies = in_scheme("deficiency", Deficiency, *KEEPERS)
may_correct = may_keep_deficiencies | is_the_owner
may_verify_corrections = in_scheme("deficiency", Deficiency, *JUDGES)
may_ask_for_forms = in_scheme("component", Component, EXAM_MANAGER)
may_settle_assemblies = in_scheme("assembly", Assembly, EXAM_MANAGER)
