"""What conformity looks at in the control of documents: approval, effect, review, readers."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, F, Max, OuterRef, Q

from guildhall.documents import carrying, queries
from guildhall.documents.lifecycles import IN_EFFECT, VersionState
from guildhall.documents.models import Author, Distribution, DocumentVersion, ReviewOutcome
from guildhall.identity import grants
from guildhall.identity.models import Condition, Grant
from guildhall.identity.roles import role as role_named
from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop

LAG = timedelta(days=60)
"""How long a translation may lag behind the edition in effect (our own choice)."""


@control(
    "documents.approved_by_others",
    title=gettext_noop("What is in effect was approved by somebody who did not write it"),
    clauses=["2012:10.2.3", "2026:10/documents-records"],
    events=["documents.version.*"],
)
def approved_by_others() -> Answer:
    """No version in effect lacks an approval, and of none is the approver one of its authors."""
    current = queries.in_effect()
    own = Author.objects.filter(version=OuterRef("pk"), person=OuterRef("approved_by"))
    alone = current.filter(Q(approved_by__isnull=True) | Q(approved_by=F("authored_by")) | Exists(own))
    return _none(current.count()) or _about(
        alone, gettext_noop("is in effect without an approval by somebody who did not write it"), current.count()
    )


@control(
    "documents.reviewed_in_time",
    title=gettext_noop("What is in effect is reviewed in time"),
    clauses=["2012:10.2.3", "2026:10/documents-records"],
    events=["documents.version.*", "documents.document.*"],
)
def reviewed_in_time() -> Answer:
    """No version in effect is past the day of its periodic review (T-20)."""
    current, today = queries.in_effect(), clock.today()
    late = current.filter(Q(review_due_on__lt=today) | Q(review_due_on__isnull=True))
    ahead = current.filter(review_due_on__gte=today).order_by("review_due_on").first()
    return _none(current.count()) or _about(
        late,
        gettext_noop("is in effect although its periodic review is overdue"),
        current.count(),
        changes_on=ahead.review_due_on + timedelta(days=1) if ahead and ahead.review_due_on else None,
    )


@control(
    "documents.effect_on_its_day",
    title=gettext_noop("What is approved takes effect on its day"),
    clauses=["2012:10.2.3", "2026:10/documents-records"],
    events=["documents.version.*"],
)
def effect_on_its_day() -> Answer:
    """No approved version waits longer than its day while people work by the one before it."""
    waiting = queries.versions().filter(state=VersionState.APPROVED)
    first = waiting.order_by("effective_on").first()
    return _about(
        waiting.filter(effective_on__lt=clock.today()),
        gettext_noop("is approved, and did not take effect on its day"),
        waiting.count(),
        changes_on=first.effective_on + timedelta(days=1) if first and first.effective_on else None,
    )


@control(
    "documents.languages_agree",
    title=gettext_noop("Every language says what is in effect"),
    clauses=["2012:10.2.3", "2026:10/documents-records"],
    events=["documents.version.*"],
)
def languages_agree() -> Answer:
    """No translation lags for more than 60 days behind a later edition that is in effect in another language."""
    since = clock.today() - LAG
    later = DocumentVersion.objects.filter(
        document=OuterRef("document"), state__in=IN_EFFECT, ordinal__gt=OuterRef("ordinal")
    )
    return _about(
        queries.in_effect().filter(Exists(later.filter(effective_on__lt=since))),
        gettext_noop("says in its language what a later edition says no more"),
        queries.in_effect().count(),
        changes_on=clock.today() + timedelta(days=1) if queries.lagging().exists() else None,
    )


@control(
    "documents.public_texts_are_right",
    title=gettext_noop("What everybody reads was approved, favours no training, and is reviewed every year"),
    clauses=["2012:7.2.4", "2012:5.2.2", "2012:5.2.3 c)", "2026:7.2"],
    events=["documents.version.*", "documents.document.*"],
)
def public_texts_are_right() -> Answer:
    """Of every public text the question on training was answered, and nobody's last look at it is over a year old."""
    confirmed = Max("reviews__finished_at", filter=Q(reviews__outcome=ReviewOutcome.RIGHT))
    public = queries.in_effect().filter(document__is_public=True).annotate(confirmed_at=confirmed)
    until = {each.pk: _looked_until(each.confirmed_at or each.approved_at) for each in public}
    late = [pk for pk, day in until.items() if day < clock.today()]
    return _none(len(until)) or _about(
        public.filter(Q(pk__in=late) | Q(no_training_favoured=False)),
        gettext_noop("is public, and was not looked at for a year or not asked whether it favours a training"),
        len(until),
        changes_on=min(until.values()) + timedelta(days=1) if until else None,
    )


@control(
    "documents.external_are_current",
    title=gettext_noop("Documents from outside have an owner and are looked up every year"),
    clauses=["2012:10.2.3", "2026:10/documents-records"],
    events=["documents.external.*"],
)
def external_are_current() -> Answer:
    """Somebody who works here answers for every document from outside that is in use, and looked it up in time."""
    used, today = queries.external_in_use(), clock.today()
    late = used.filter(Q(due_on__lt=today) | Q(owner__is_personnel=False))
    ahead = used.filter(due_on__gte=today).order_by("due_on").first()
    if not used.exists():
        return Answer(judgement=gettext_noop("No external document is registered: does the body work by none?"))
    return Answer(
        findings=[
            Finding(
                each.ref,
                each.number,
                gettext_noop("has nobody who looked in time whether it is current"),
                ("documents:external", str(each.pk)),
            )
            for each in late.order_by("number")
        ],
        looked_at=used.count(),
        changes_on=ahead.due_on + timedelta(days=1) if ahead else None,
    )


@control(
    "documents.roles_have_their_documents",
    title=gettext_noop("Everybody has the documents that concern their duties"),
    clauses=["2012:10.2.2", "2026:10/documents-records"],
    events=["documents.distribution.*", "documents.version.*", "identity.grant.*"],
)
def roles_have_their_documents() -> Answer:
    """Every role of the staff that somebody holds is reached by a document in effect."""
    held = grants.held_on(clock.today()).select_related("scope").order_by("role", "scope__number", "id")
    staff = [grant for grant in held if role_named(grant.role).staff and role_named(grant.role).declares]
    reached: set[tuple[str, UUID | None]] = set(
        Distribution.objects.filter(ended_at__isnull=True, document__versions__state__in=IN_EFFECT).values_list(
            "role", "scope_id"
        )
    )
    bare = {(each.role, each.scope_id): each for each in reversed(staff) if not _is_reached(each, reached)}
    return Answer(
        findings=[
            Finding(
                grant.ref,
                role_named(grant.role).name,
                gettext_noop("is a role that somebody holds, and no document in effect is distributed to it"),
                ("documents:documents",),
            )
            for _key, grant in sorted(bare.items(), key=lambda pair: str(pair[0]))
        ],
        looked_at=len({(each.role, each.scope_id) for each in staff}),
    )


@control(
    "documents.acknowledged_before_work",
    title=gettext_noop("Nobody holds a role whose instructions they have not acknowledged"),
    clauses=["2012:6.1.5", "2012:10.2.2", "2026:6.1"],
    events=["documents.acknowledgement.*", "documents.distribution.*", "documents.version.*", "identity.grant.*"],
)
def acknowledged_before_work() -> Answer:
    """No role holds today although its holder's acknowledgements do not carry it (R-46)."""
    today = clock.today()
    asked = set(carrying.asking().values_list("role", flat=True))
    held = list(grants.held_on(today).filter(role__in=asked).select_related("person"))
    until = carrying.met_until(held)
    return Answer(
        findings=[
            Finding(
                grant.person.ref,
                grant.person.number,
                gettext_noop("holds a role although an instruction of it is not acknowledged"),
                ("web:person", str(grant.person_id)),
            )
            for grant in held
            if (carried := until[grant.pk]) is None or carried < today
        ],
        looked_at=len(held),
        changes_on=_next_lapse(held, today),
    )


def _next_lapse(held: Iterable[Grant], today: date) -> date | None:
    ends = Condition.objects.filter(grant__in=[each.pk for each in held], kind=grants.ACKNOWLEDGEMENT)
    lapsing = ends.filter(until_on__gte=today, until_on__lt=carrying.FOREVER).order_by("until_on")
    end = lapsing.values_list("until_on", flat=True).first()
    return end + timedelta(days=1) if end else None


def _is_reached(grant: Grant, reached: set[tuple[str, UUID | None]]) -> bool:
    return (grant.role, None) in reached or (grant.role, grant.scope_id) in reached


def _looked_until(looked_at: datetime | None) -> date:
    """Until when the last look at a public text counts; what nobody ever looked at counts no day."""
    return queries.PUBLIC_REVIEW.after(clock.day_of(looked_at)) if looked_at else date.min


def _none(count: int) -> Answer | None:
    """The answer where nothing is in effect yet."""
    if count:
        return None
    return Answer(judgement=gettext_noop("Nothing is in effect here yet: by which documents does the body work?"))


def _about(
    offending: Iterable[DocumentVersion], sentence: str, looked_at: int, *, changes_on: date | None = None
) -> Answer:
    named = sorted(offending, key=lambda each: (each.document.code, each.ordinal, each.language))
    return Answer(
        findings=[Finding(each.ref, str(each), sentence, ("documents:version", str(each.pk))) for each in named],
        looked_at=looked_at,
        changes_on=changes_on,
    )
