"""What conformity looks at in declarations, interests and the text that is signed."""

from django.db.models import F

from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop
from guildhall.personnel import queries
from guildhall.personnel.lifecycles import DeclarationState, TextState
from guildhall.personnel.models import Declaration, DeclarationText
from guildhall.personnel.work import JUDGE_WITHIN


@control(
    "personnel.everybody_has_declared",
    title=gettext_noop("Everybody with a role has a current declaration"),
    clauses=["2012:6.1.6", "2012:6.1.7", "2026:6.1"],
    events=["personnel.declaration.*", "identity.grant.*"],
)
def everybody_has_declared() -> Answer:
    """Nobody was given a role that needs a signed declaration and has none that is in force today."""
    today = clock.today()
    people = {grant.person_id: grant.person for grant in queries.without_declaration(today)}
    ends = Declaration.objects.filter(state=DeclarationState.SIGNED, valid_until__gte=today)
    return Answer(
        findings=[
            Finding(
                person.ref,
                person.number,
                gettext_noop("has a role but no declaration in force"),
                ("web:person", str(person.pk)),
            )
            for person in people.values()
        ],
        looked_at=queries.must_declare().count(),
        changes_on=ends.order_by("valid_until").values_list("valid_until", flat=True).first(),
    )


@control(
    "personnel.interests_are_judged",
    title=gettext_noop("Declared interests are judged"),
    clauses=["2012:4.3.6", "2012:4.3.7", "2026:4.3"],
    events=["personnel.interest.*", "personnel.declaration.*"],
)
def interests_are_judged() -> Answer:
    """No interest in a declaration in force has waited longer than two weeks for its judgement."""
    since = clock.now() - JUDGE_WITHIN
    waiting = queries.unjudged()
    oldest = waiting.filter(declared_at__gte=since).first()
    return Answer(
        findings=[
            Finding(
                interest.ref,
                interest.declaration.number,
                gettext_noop("names an interest that has waited too long for its judgement"),
                ("personnel:interest", str(interest.pk)),
            )
            for interest in waiting.filter(declared_at__lt=since)
        ],
        looked_at=waiting.count(),
        changes_on=clock.day_of(oldest.declared_at) + JUDGE_WITHIN if oldest else None,
    )


@control(
    "personnel.text_had_four_eyes",
    title=gettext_noop("The text of declaration was approved by somebody else than its author"),
    clauses=["2012:10.2.3", "2026:10"],
    events=["personnel.declaration-text.*"],
)
def text_had_four_eyes() -> Answer:
    """A text is in effect, and no text in effect or signed was approved by who proposed it."""
    approved = DeclarationText.objects.filter(approved_at__isnull=False)
    if not approved.filter(state=TextState.EFFECTIVE).exists():
        return Answer(judgement=gettext_noop("No text of declaration is in effect yet: what do people sign?"))
    return Answer(
        findings=[
            Finding(
                text.ref,
                text.number,
                gettext_noop("was approved by its own author"),
                ("personnel:text", str(text.pk)),
            )
            for text in approved.filter(proposed_by=F("approved_by"))
        ],
        looked_at=approved.count(),
    )
