"""What is read only by who may, and leaves a trace: declarations hold what people tell of their private ties."""

from guildhall.identity.models import Person
from guildhall.kernel.actors import Actor
from guildhall.ledger.readings import reading
from guildhall.personnel.models import (
    Authorisation,
    Clearance,
    ConflictSignal,
    Course,
    Declaration,
    Employment,
    Engagement,
    Evidence,
    Inquiry,
    Interest,
    Monitoring,
    Need,
    SupervisedTask,
    Supervision,
    Training,
)
from guildhall.personnel.permissions import (
    may_read_authorisation,
    may_read_clearance,
    may_read_declaration,
    may_read_interest,
    may_read_training,
)
from guildhall.personnel.permissions.courses import may_read_course, may_read_employment
from guildhall.personnel.permissions.criteria import may_read_evidence, may_read_files, may_read_supervision
from guildhall.personnel.permissions.development import may_read_need
from guildhall.personnel.permissions.monitorings import may_read_monitoring
from guildhall.personnel.permissions.posts import may_read_engagement
from guildhall.personnel.permissions.signals import may_read_inquiry, may_read_signal
from guildhall.vault.models import StoredFile


@reading("personnel.declaration.read", about="declaration", permission=may_read_declaration)
def declaration_with_interests(*, by: Actor, declaration: Declaration) -> list[Interest]:
    """The interests that a declaration names, in the order in which they were declared."""
    return list(declaration.interests.select_related("declaration__person").order_by("declared_at"))


@reading("personnel.declaration.scan", about="declaration", permission=may_read_declaration)
def scan_of(*, by: Actor, declaration: Declaration) -> StoredFile | None:
    """The scan of the paper that the person signed; nothing where they signed here."""
    return declaration.scan


@reading("personnel.interest.read", about="interest", permission=may_read_interest)
def one_interest(*, by: Actor, interest: Interest) -> Interest:
    """One interest, for who declared it and who judges it."""
    return interest


@reading("personnel.clearance.read", about="clearance", permission=may_read_clearance)
def one_clearance(*, by: Actor, clearance: Clearance) -> Clearance:
    """What somebody declared on conflicts in one matter, for them and for who judges it."""
    return clearance


@reading("personnel.training.read", about="training", permission=may_read_training)
def one_training(*, by: Actor, training: Training) -> Training:
    """Who trained whom in what, for both and for who keeps the trainings."""
    return training


@reading("personnel.authorisation.read", about="authorisation", permission=may_read_authorisation)
def one_authorisation(*, by: Actor, authorisation: Authorisation) -> Authorisation:
    """On what somebody's competence was judged, for them and for who evaluates and authorises."""
    return authorisation


@reading("personnel.authorisation.proof", about="authorisation", permission=may_read_authorisation)
def proof_of(*, by: Actor, authorisation: Authorisation) -> StoredFile | None:
    """The file that shows somebody's competence; nothing where the evidence was described alone."""
    return authorisation.proof


@reading("personnel.engagement.read", about="engagement", permission=may_read_engagement)
def one_engagement(*, by: Actor, engagement: Engagement) -> Engagement:
    """On which terms somebody works for the body, for them and for who keeps the terms."""
    return engagement


@reading("personnel.engagement.contract", about="engagement", permission=may_read_engagement)
def contract_of(*, by: Actor, engagement: Engagement) -> StoredFile | None:
    """What the body and somebody signed; nothing where no paper was taken in."""
    return engagement.contract


@reading("personnel.evidence.read", about="evidence", permission=may_read_evidence)
def one_evidence(*, by: Actor, evidence: Evidence) -> Evidence:
    """What shows somebody's competence, for them and for who looks at it."""
    return evidence


@reading("personnel.evidence.proof", about="evidence", permission=may_read_evidence)
def paper_of(*, by: Actor, evidence: Evidence) -> StoredFile | None:
    """The file that proves what somebody says of themselves; nothing where there is none."""
    return evidence.proof


@reading("personnel.supervision.read", about="supervision", permission=may_read_supervision)
def tasks_of(*, by: Actor, supervision: Supervision) -> list[SupervisedTask]:
    """How a trainee did their tasks, for them, for who supervises, and for who evaluates."""
    return list(supervision.tasks.select_related("clearance", "supervision__person").order_by("worked_on", "id"))


@reading("personnel.need.read", about="need", permission=may_read_need)
def one_need(*, by: Actor, need: Need) -> Need:
    """What somebody has to learn, for them and for who plans for it."""
    return need


@reading("personnel.file.read", about="person", permission=may_read_files)
def file_of(*, by: Actor, person: Person) -> Person:
    """Somebody's personnel file as a whole, for them and for who answers for the competence of the body's people."""
    return person


@reading("personnel.monitoring.read", about="monitoring", permission=may_read_monitoring)
def one_monitoring(*, by: Actor, monitoring: Monitoring) -> Monitoring:
    """What was seen of somebody's work, for them, for who monitored it and for who answers for the scheme."""
    return monitoring


@reading("personnel.course.read", about="course", permission=may_read_course)
def one_course(*, by: Actor, course: Course) -> Course:
    """Who gave a course and who took part in it, for who gave it and for who keeps the trainings."""
    return course


@reading("personnel.employment.read", about="employment", permission=may_read_employment)
def one_employment(*, by: Actor, employment: Employment) -> Employment:
    """By whom somebody is employed, for them and for who keeps it."""
    return employment


@reading("personnel.conflict-signal.read", about="signal", permission=may_read_signal)
def one_signal(*, by: Actor, signal: ConflictSignal) -> ConflictSignal:
    """Between whom a tie may be that nobody declared, for who judges it and is not named in it."""
    return signal


@reading("personnel.inquiry.read", about="inquiry", permission=may_read_inquiry)
def one_inquiry(*, by: Actor, inquiry: Inquiry) -> Inquiry:
    """What somebody was asked about their interests and what they answered, for both sides."""
    return inquiry
