"""What lets a use of artificial intelligence be on (26:6.5, R-54)."""

import re
from datetime import date

from django.utils.translation import gettext as _

from guildhall.governance.lifecycles.impartiality import ThreatState
from guildhall.governance.models import AiUse, AiVerdict, Threat, Touches
from guildhall.governance.queries import ai
from guildhall.governance.rules.body import blank
from guildhall.identity import grants
from guildhall.identity.models import Person
from guildhall.identity.roles import AI_OVERSEER
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.periods import Period
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule

REGISTER = ("2026:6.5/verify-manage-monitor",)
OVERSIGHT = ("2026:6.5/human-oversight", "2026:6.5/competence")
RISKS = ("2026:6.5/impartiality-confidentiality",)
EXPERTS = ("2026:6.5/expert-validation",)
FAIRNESS = ("2026:6.5/validity-fairness",)
DISCLOSURE = ("2026:6.5/disclosure",)
SHORT_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = Period(months=12)
"""After how long a use is evaluated again at the latest (T-34)."""


@rule("R-54", clauses=REGISTER)
def a_use_is_told(
    *, code: str, name: str, purpose: str, touches: str, supplier: str, model_name: str, model_version: str
) -> Refusal | None:
    """A use has a short name, a purpose, what it touches, and which model of whom answers in which version."""
    if not SHORT_NAME.fullmatch(code):
        return Refusal(
            _("A short name is made of small letters, digits and hyphens."),
            mend=Mend(_("Write it like “item-drafting”.")),
            field="code",
        )
    if touches not in Touches.values:
        return Refusal(
            _("What this use touches is not known; a machine takes no decision on certification."),
            mend=Mend(_("Choose one of the list. Whoever decides may be supported, not replaced.")),
            field="touches",
        )
    return blank(name=name, purpose=purpose, supplier=supplier, model_name=model_name, model_version=model_version)


@rule("R-54", clauses=OVERSIGHT)
def somebody_competent_oversees(*, overseer: Person, oversight: str) -> Refusal | None:
    """Each use has an overseer who holds that role today, and a plan by which they watch over it."""
    if overseer.pk not in grants.holders(AI_OVERSEER):
        return Refusal(
            _("The person named as overseer does not hold that role today."),
            mend=Mend(_("Choose who holds it, or let top management give the role first.")),
            field="overseer",
        )
    return blank(oversight=oversight)


@rule("R-11", clauses=OVERSIGHT, kind=Kind.ACCREDITATION)
def owner_and_overseer_are_two(*, owner: Person, overseer: Person) -> Refusal | None:
    """Who answers for a use does not watch over it."""
    if owner.pk != overseer.pk:
        return None
    return Refusal(
        _("Owner and overseer of a use are two people."),
        mend=Mend(_("Choose somebody else as overseer.")),
        field="overseer",
    )


@rule("R-54", clauses=RISKS)
def every_risk_is_assessed(
    *, risk_to_impartiality: str, risk_to_confidentiality: str, risk_to_security: str
) -> Refusal | None:
    """Impartiality, confidentiality and security are each thought through."""
    return blank(
        risk_to_impartiality=risk_to_impartiality,
        risk_to_confidentiality=risk_to_confidentiality,
        risk_to_security=risk_to_security,
    )


@rule("R-54", clauses=RISKS)
def what_leaves_is_under_agreement(*, sends_data_out: bool, agreement: str) -> Refusal | None:
    """No item and no candidate's data leaves without an agreement on confidentiality that bars further use."""
    if not sends_data_out or agreement.strip():
        return None
    return Refusal(
        _("Data leaves the body, and no agreement is named that covers confidentiality and bars further use."),
        mend=Mend(_("Name the agreement and the passages, or keep the data here.")),
        field="agreement",
    )


@rule("R-54", clauses=("2026:4.3/risks",))
def the_register_knows_the_use(*, threat: Threat) -> Refusal | None:
    """Each use of artificial intelligence has its entry in the register of threats to impartiality."""
    if threat.analysed_at is not None and threat.state != ThreatState.CLOSED:
        return None
    return Refusal(
        _("The threat %(number)s is not analysed, or closed.") % {"number": threat.number},
        mend=Mend(_("Name and analyse what this use could do to impartiality."), act="governance.threat.identify"),
        field="threat",
    )


@rule("R-54", clauses=(*REGISTER, *EXPERTS))
def a_verification_is_told(*, verification: str, expert_findings: str) -> Refusal | None:
    """A verification says what was tried with which result, and what an expert of the subject found."""
    return blank(verification=verification, expert_findings=expert_findings)


@rule("R-54", clauses=FAIRNESS)
def fairness_is_shown(*, use: AiUse, fairness: str) -> Refusal | None:
    """What touches scores, admission, invigilation or suspicion is shown to be valid, reliable and fair to groups."""
    if not use.judges_people or fairness.strip():
        return None
    return Refusal(
        _("This use judges people, and it is not shown that it does so validly, reliably and fairly to every group."),
        mend=Mend(_("Write which data and groups were looked at, which differences were found, and what follows.")),
        field="fairness",
    )


@rule("R-11", clauses=REGISTER, kind=Kind.ACCREDITATION)
def the_owner_does_not_verify(*, by: Actor, use: AiUse) -> Refusal | None:
    """Four eyes: who answers for a use does not verify it."""
    return _is_the_owner(by, use)


@rule("R-11", clauses=REGISTER, kind=Kind.ACCREDITATION)
def the_owner_does_not_activate(*, by: Actor, use: AiUse) -> Refusal | None:
    """Four eyes: who answers for a use does not switch it on."""
    return _is_the_owner(by, use)


def _is_the_owner(by: Actor, use: AiUse) -> Refusal | None:
    if not by.is_person(use.owner_id):
        return None
    return Refusal(
        _("You answer for this use, and somebody else judges whether it is fit."),
        mend=Mend(_("Somebody else who may do this does it.")),
    )


@rule("R-54", clauses=EXPERTS)
def the_expert_is_not_the_owner(*, use: AiUse, expert: Person) -> Refusal | None:
    """Results are validated by an expert of the subject who does not answer for the use."""
    if expert.pk != use.owner_id:
        return None
    return Refusal(
        _("The expert who validates the results is not who answers for the use."),
        mend=Mend(_("Name another expert.")),
        field="expert",
    )


@rule("R-54", clauses=DISCLOSURE)
def the_public_knows_of_it(*, use: AiUse) -> Refusal | None:
    """The public statement on artificial intelligence that is in effect names the use."""
    if ai.is_disclosed(use):
        return None
    return Refusal(
        _("No public statement on artificial intelligence that is in effect names “%(name)s”.") % {"name": use.name},
        mend=Mend(_("Write it into the statement on artificial intelligence, and let it take effect.")),
    )


@rule("R-54", clauses=OVERSIGHT)
def its_overseer_holds_the_role(*, use: AiUse) -> Refusal | None:
    """Nothing is switched on while nobody watches over it."""
    if use.overseer_id in grants.holders(AI_OVERSEER):
        return None
    return Refusal(
        _("The overseer of this use does not hold that role today."),
        mend=Mend(_("Let top management give the role, or name another overseer."), act="governance.ai.entrust"),
    )


@rule("T-34", clauses=REGISTER)
def it_is_evaluated_in_time(*, evaluate_on: date) -> Refusal | None:
    """A use is evaluated again within a year."""
    longest = LONGEST.after(clock.today())
    if clock.today() < evaluate_on <= longest:
        return None
    return Refusal(
        _("A use of artificial intelligence is evaluated again after today and within a year."),
        mend=Mend(_("Give such a day.")),
        field="evaluate_on",
    )


@rule("R-54", clauses=REGISTER)
def another_model_answers(*, use: AiUse, model_name: str, model_version: str) -> Refusal | None:
    """A changed model is one that differs from the one in the register."""
    told = blank(model_name=model_name, model_version=model_version)
    same = (model_name.strip(), model_version.strip()) == (use.model_name, use.model_version)
    if told or not same:
        return told
    return Refusal(
        _("This model in this version is the one that the register knows."),
        mend=Mend(_("Give the name and the version of the model that answers now.")),
        field="model_version",
    )


@rule("ai-reason", kind=Kind.OURS, clauses=REGISTER)
def a_switch_has_its_reason(*, reason: str) -> Refusal | None:
    """Whoever switches a use off, on again, or gives it up says why."""
    return blank(reason=reason)


@rule("ai-evaluated", kind=Kind.STATED, clauses=REGISTER)
def an_evaluation_is_told(*, findings: str) -> Refusal | None:
    """An evaluation says what was looked at and what was found."""
    return blank(findings=findings)


@rule("ai-confirmed", kind=Kind.STATED, clauses=REGISTER)
def it_was_found_fit_since(*, use: AiUse) -> Refusal | None:
    """A use under review is switched on again after an evaluation of this model that found it fit since then."""
    latest = use.evaluations.order_by("-evaluated_at").first()
    if latest and latest.is_fit and use.off_at and latest.evaluated_at >= use.off_at:
        return None
    return Refusal(
        _("No evaluation has found this use fit since it was switched off."),
        mend=Mend(_("Let its overseer evaluate it first."), act="governance.ai.evaluate"),
    )


@rule("ai-lapses", kind=Kind.STATED, clauses=REGISTER)
def something_is_missing(*, use: AiUse) -> Refusal | None:
    """A use is switched off by itself only when something that carried it is gone."""
    if ai.why_off(use):
        return None
    return Refusal(_("Everything that carries this use is there."), mend=Mend(_("Nothing needs to be done.")))


@rule("R-54", clauses=OVERSIGHT)
def a_verdict_is_told(*, verdict: str, reasons: str) -> Refusal | None:
    """An output is accepted or overridden; who overrides it says why."""
    if verdict not in AiVerdict.values:
        return Refusal(_("An output is accepted or overridden."), mend=Mend(_("Choose one of both.")), field="verdict")
    return blank(reasons=reasons) if verdict == AiVerdict.OVERRIDDEN else None


@rule("R-54", clauses=DISCLOSURE)
def there_is_a_statement_to_acknowledge(*, by: Actor) -> Refusal | None:
    """Nobody acknowledges a statement that does not exist."""
    if ai.statements().exists():
        return None
    return Refusal(
        _("The body has no statement on artificial intelligence in effect."), mend=Mend(_("Nothing needs to be done."))
    )
