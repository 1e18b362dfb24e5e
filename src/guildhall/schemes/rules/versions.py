"""Rules of versions: what a draft may say, and what must hold before a version goes on."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.documents.models import Topic
from guildhall.documents.queries import public_statements
from guildhall.governance.queries.training import own_course_is_barred
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.clauses import EDITIONS
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.notices import timers
from guildhall.schemes import elements, queries
from guildhall.schemes.authors import is_author
from guildhall.schemes.contents import Contents
from guildhall.schemes.lifecycles import AnalysisState, VersionState
from guildhall.schemes.models import JobAnalysis, Scheme, SchemeVersion
from guildhall.schemes.rules.words import blank

CONTENT = ("2012:8.2", "2012:8.3", "2026:8")
REVIEW = ("2012:8.5", "2026:8")
FOUR_EYES = ("2012:8.4", "2012:10.2.3", "2026:8")
PUBLIC = ("2012:7.2.2", "2012:7.2.3", "2012:4.3.1", "2012:9.8.3", "2012:9.9.2", "2026:7.2")
ASKED_OF_2012 = (Topic.IMPARTIALITY, Topic.APPEALS, Topic.COMPLAINTS)
"""What the body says to everybody before it publishes a scheme (R-42)."""


@rule("version-draft", clauses=FOUR_EYES, kind=Kind.OURS)
def version_is_a_draft(*, version: SchemeVersion) -> Refusal | None:
    """What was submitted is changed no more: it is judged as it was handed in, and binds as it was published."""
    if version.state == VersionState.DRAFT:
        return None
    return Refusal(
        _("%(number)s is no draft any more, so what it says is not changed.") % {"number": version.number},
        mend=Mend(
            _("While it is in validation it can be sent back; otherwise begin a new version as its copy."),
            act="schemes.version.begin",
            link=("schemes:version", str(version.pk)),
        ),
    )


@rule("version-one", clauses=["2012:8.1", "2026:8"], kind=Kind.OURS)
def no_other_version_is_in_work(*, scheme: Scheme) -> Refusal | None:
    """A scheme has one version in work, so that everybody knows which will replace the one in effect."""
    waiting = queries.in_work(scheme)
    if waiting is None:
        return None
    return Refusal(
        _("%(number)s is in work already.") % {"number": waiting.number},
        mend=Mend(
            _("Go on with it, or abandon it first."),
            act="schemes.version.abandon",
            link=("schemes:version", str(waiting.pk)),
        ),
    )


@rule("edition-known", clauses=["2012:8.1", "2026:8"], kind=Kind.OURS)
def edition_is_known(*, edition: str) -> Refusal | None:
    """A version is held to the edition of 2012, that of 2026, or both."""
    if edition.split() and set(edition.split()) <= set(EDITIONS):
        return None
    return Refusal(
        _("A version is held to one of the editions of the standard, or to both."),
        mend=Mend(_("Choose 2012, 2026 or both.")),
        field="edition",
    )


@rule("copy-own", clauses=["2012:8.1", "2026:8"], kind=Kind.OURS)
def copied_version_is_of_the_scheme(*, scheme: Scheme, like: SchemeVersion | None) -> Refusal | None:
    """A version begins as a copy of a version of the same scheme, or empty."""
    return _of_another(scheme, like)


@rule("copy-own", clauses=["2012:8.1", "2026:8"], kind=Kind.OURS)
def copied_version_is_of_the_same_scheme(*, version: SchemeVersion, like: SchemeVersion) -> Refusal | None:
    """A version is filled with what a version of the same scheme says."""
    return _of_another(version.scheme, like)


def _of_another(scheme: Scheme, like: SchemeVersion | None) -> Refusal | None:
    if like is None or like.scheme_id == scheme.pk:
        return None
    return Refusal(
        _("%(number)s belongs to another scheme.") % {"number": like.number},
        mend=Mend(_("Choose a version of this scheme, or none.")),
        field="like",
    )


@rule("copy-own", clauses=["2012:8.1", "2026:8"], kind=Kind.OURS)
def version_is_still_empty(*, version: SchemeVersion) -> Refusal | None:
    """What was written already is not mixed with a copy."""
    parts = (version.domains, version.competences, version.requirements, version.components, version.parties)
    if not any(part.exists() for part in parts):
        return None
    return Refusal(
        _("Something was written in %(number)s already.") % {"number": version.number},
        mend=Mend(_("Go on with what is there, or abandon this version and begin another.")),
    )


@rule("analysis-its-own", clauses=["2012:8.4 e)", "2026:8"], kind=Kind.OURS)
def analysis_is_of_its_scheme(*, version: SchemeVersion, analysis: JobAnalysis) -> Refusal | None:
    """A version rests on an analysis of its own scheme."""
    if analysis.scheme_id == version.scheme_id:
        return None
    return Refusal(
        _("This analysis belongs to another scheme."), mend=Mend(_("Choose one of this scheme.")), field="analysis"
    )


@rule("weights-there", clauses=["2012:8.4 e)", "2026:8"])
def analysis_has_weights(*, version: SchemeVersion) -> Refusal | None:
    """Domains get their weights from a job analysis that was approved."""
    analysis = version.analysis
    if analysis is not None and analysis.state == AnalysisState.APPROVED:
        return None
    return Refusal(
        _("%(number)s rests on no approved job analysis, so there are no weights to take over.")
        % {"number": version.number},
        mend=Mend(_("Have the analysis approved, or write the domains with a reason."), act="schemes.analysis.approve"),
    )


@rule("left-out", clauses=CONTENT)
def element_may_be_left_out(*, element: str, reason: str) -> Refusal | None:
    """Abilities, prerequisites, conduct, surveillance and change of scope may be left out, each with its reason."""
    if element in {each.code for each in elements.ELEMENTS if each.optional}:
        return blank(reason=reason)
    return Refusal(
        _("The standard asks this of every scheme, so it is not left out."),
        mend=Mend(_("Write what the scheme says on it.")),
        field="element",
    )


@rule("R-50", clauses=[*CONTENT, "2012:8.4", "2012:8.6"])
def version_is_whole(*, version: SchemeVersion) -> Refusal | None:
    """A version goes on with every element of 8.2 and 8.3 and the evidence of 8.4, and not before."""
    lacking = elements.missing(Contents(version))
    if not lacking:
        return None
    told = "; ".join(each.sentence for each in lacking)
    return Refusal(
        _("%(number)s is not whole: %(lacking)s.") % {"number": version.number, "lacking": told},
        mend=Mend(
            _("Its page lists each of these with the way to mend it."), link=("schemes:version", str(version.pk))
        ),
    )


@rule("validation", clauses=REVIEW)
def version_is_in_validation(*, version: SchemeVersion) -> Refusal | None:
    """What is validated is a version that was submitted, and nothing that still changes."""
    if version.state == VersionState.VALIDATION:
        return None
    return Refusal(
        _("%(number)s is not in validation.") % {"number": version.number},
        mend=Mend(_("Its author submits it first."), act="schemes.version.submit"),
    )


@rule("R-11", clauses=FOUR_EYES, kind=Kind.ACCREDITATION)
def validator_is_no_author(*, by: Actor, version: SchemeVersion) -> Refusal | None:
    """Whoever wrote in a version does not validate it."""
    if not is_author(by.person_id, version):
        return None
    return Refusal(
        _("You wrote in %(number)s yourself, and an author does not validate their own work.")
        % {"number": version.number},
        mend=Mend(_("Another expert of the scheme validates it.")),
    )


@rule("validation", clauses=REVIEW)
def validation_is_told(*, validation: str) -> Refusal | None:
    """A validation says what was looked at, with what result."""
    return blank(validation=validation)


@rule("T-16", clauses=REVIEW)
def next_review_is_in_time(*, next_review_on: date) -> Refusal | None:
    """A version is looked at again within the length that the body has set, a year as a rule."""
    latest = timers.due_on("T-16", clock.today())
    if clock.today() < next_review_on <= latest:
        return None
    return Refusal(
        _("The next review must lie after today and not after %(latest)s.") % {"latest": date_format(latest, "j M Y")},
        mend=Mend(_("Choose an earlier day.")),
        field="next_review_on",
    )


@rule("R-50", clauses=[*REVIEW, "2012:8.4"])
def version_was_validated(*, version: SchemeVersion) -> Refusal | None:
    """A version is approved on the record of its validation."""
    if version.validated_at is not None:
        return None
    return Refusal(
        _("%(number)s was not validated yet.") % {"number": version.number},
        mend=Mend(_("An expert who did not write in it validates it first."), act="schemes.version.validate"),
    )


@rule("R-11", clauses=FOUR_EYES, kind=Kind.ACCREDITATION)
def approver_is_no_author(*, by: Actor, version: SchemeVersion) -> Refusal | None:
    """Four eyes: whoever wrote in a version does not approve it; no role and no administrator passes this."""
    if not is_author(by.person_id, version):
        return None
    return Refusal(
        _("You wrote in %(number)s yourself, and an author does not approve their own work.")
        % {"number": version.number},
        mend=Mend(_("Somebody else who may approve versions of this scheme does it.")),
    )


@rule("R-42", clauses=PUBLIC)
def body_says_what_everybody_may_know(*, version: SchemeVersion) -> Refusal | None:
    """With a scheme, everybody can read how the body stays impartial and how appeals and complaints are made."""
    there = public_statements()
    lacking = [str(topic.label) for topic in ASKED_OF_2012 if topic not in there]
    if not lacking:
        return None
    return Refusal(
        _("The body has no public statement in effect on: %(kinds)s.") % {"kinds": ", ".join(lacking)},
        mend=Mend(
            _("The quality manager writes it as a public document and top management approves it."),
            act="documents.document.register",
            link=("documents:documents",),
        ),
    )


@rule("R-57", clauses=["2012:5.2.3 d)", "2026:5.2"])
def own_course_is_the_only_one(*, version: SchemeVersion) -> Refusal | None:
    """A version that accepts our own course alone is published only after an approved search found no equivalent."""
    own = version.requirements.filter(own_course_only=True).order_by("code")
    barred = (own_course_is_barred(version.scheme.scope_id, each.code) for each in own)
    return next((refusal for refusal in barred if refusal), None)


@rule("R-56", clauses=["2012:5.2.2", "2012:5.2.3", "2026:5.2"])
def no_training_is_favoured(*, no_training_favoured: bool) -> Refusal | None:
    """Nothing is published that says or suggests that some training makes certification easier, quicker or cheaper."""
    if no_training_favoured:
        return None
    return Refusal(
        _("It was not confirmed that the text favours no training."),
        mend=Mend(
            _("Read the text for any hint that training by us or by somebody we favour helps, and confirm it then.")
        ),
        field="no_training_favoured",
    )


@rule("effect-ahead", clauses=["2012:8.1", "2026:8"], kind=Kind.OURS)
def effect_lies_ahead(*, effective_on: date) -> Refusal | None:
    """A version takes effect on the day on which it is published, or later; never before."""
    if effective_on >= clock.today():
        return None
    return Refusal(
        _("A version cannot take effect before it is published."),
        mend=Mend(_("Choose today or a later day.")),
        field="effective_on",
    )


@rule("effect-ahead", clauses=["2012:8.1", "2026:8"], kind=Kind.OURS)
def its_day_has_come(*, version: SchemeVersion) -> Refusal | None:
    """A version takes effect on its day."""
    if version.effective_on is not None and version.effective_on <= clock.today():
        return None
    return Refusal(_("The day on which this version takes effect has not come."), mend=Mend(_("Wait for it.")))


@rule("review-effect", clauses=REVIEW, kind=Kind.OURS)
def version_is_in_effect(*, version: SchemeVersion) -> Refusal | None:
    """What is reviewed is the version that is in effect."""
    if version.state == VersionState.EFFECTIVE:
        return None
    return Refusal(
        _("%(number)s is not in effect, so there is nothing to review.") % {"number": version.number},
        mend=Mend(_("Review the version that is in effect.")),
    )


@rule("review-told", clauses=REVIEW)
def review_is_told(*, outcome: str, findings: str) -> Refusal | None:
    """A review says what was found and ends with a decision: keep, change or end."""
    if outcome in {"keep", "change", "end"}:
        return blank(findings=findings)
    return Refusal(
        _("A review ends with a decision."),
        mend=Mend(_("Choose whether the version is kept, changed or ended.")),
        field="outcome",
    )


@rule("R-11", clauses=FOUR_EYES, kind=Kind.ACCREDITATION)
def reviewer_is_no_author(*, by: Actor, version: SchemeVersion) -> Refusal | None:
    """Whoever wrote a version does not say alone whether it still holds."""
    if not is_author(by.person_id, version):
        return None
    return Refusal(
        _("You wrote in %(number)s yourself, and an author does not review their own work.")
        % {"number": version.number},
        mend=Mend(_("Somebody else who answers for this scheme reviews it.")),
    )
