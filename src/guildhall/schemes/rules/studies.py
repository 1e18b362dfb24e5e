"""Rules of studies: what they say, what they rest on, and who approves them."""

from django.utils.translation import gettext as _

from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.ledger.models import Entry, Outcome
from guildhall.schemes.freezing import FrozenData
from guildhall.schemes.lifecycles import STANDING
from guildhall.schemes.models import Scheme, Study, StudyKind
from guildhall.schemes.rules.words import TITLE, blank, too_long

PREPARING = ("schemes.study.freeze", "schemes.study.propose")
"""Acts after which somebody does not approve the study."""

STUDIED = ("2012:9.3.1", "2012:9.3.5", "2026:9.3")


@rule("study-told", clauses=STUDIED, kind=Kind.OURS)
def study_is_told(*, title: str, about: str, about_words: str) -> Refusal | None:
    """A study has a title and names the record that it is about, so that others find it from there."""
    said = {"title": title, "about": about, "about_words": about_words}
    return blank(**said) or too_long(TITLE, title=title, about_words=about_words)


@rule("study-kind", clauses=STUDIED, kind=Kind.OURS)
def study_asks_something_known(*, kind: str) -> Refusal | None:
    """A study is of one of the kinds that the house can compute."""
    if kind in StudyKind.values:
        return None
    return Refusal(
        _("There is no such kind of study."),
        mend=Mend(_("Choose one of: %(kinds)s.") % {"kinds": ", ".join(str(each) for each in StudyKind.labels)}),
        field="kind",
    )


@rule("study-data", clauses=STUDIED, kind=Kind.OURS)
def there_is_something_to_study(*, dataset: FrozenData) -> Refusal | None:
    """A study rests on at least one attempt, judge or respondent."""
    if dataset.persons:
        return None
    return Refusal(
        _("There is nothing to study: the data holds no attempt, no judge and no answer."),
        mend=Mend(_("Wait until there are results, and freeze the data then.")),
    )


@rule("study-follows", clauses=STUDIED, kind=Kind.OURS)
def it_follows_a_study_of_the_same(
    *, scheme: Scheme, kind: str, about: str, supersedes: Study | None
) -> Refusal | None:
    """A study comes in the place of one that asked the same of the same record and still stands."""
    if supersedes is None:
        return None
    asked = (supersedes.scheme_id, supersedes.kind, supersedes.about)
    if asked == (scheme.pk, kind, about) and supersedes.state in STANDING:
        return None
    return Refusal(
        _("%(number)s asked something else, or has been replaced or given up already.") % {"number": supersedes.number},
        mend=Mend(_("Freeze this study by itself, or choose the one that stands.")),
    )


@rule("R-27", clauses=["2012:9.3.1", "2012:7.1.1", "2026:9.3"])
def it_was_computed_from_what_was_frozen(*, study: Study, data_hash: str) -> Refusal | None:
    """Results belong to the data that was frozen: bytes that changed since are refused."""
    if data_hash == study.data_hash:
        return None
    return Refusal(
        _("The data of %(number)s is no longer what was frozen.") % {"number": study.number},
        mend=Mend(_("Tell whoever runs this installation; freeze a new study from the records.")),
    )


@rule("study-concluded", clauses=STUDIED, kind=Kind.OURS)
def the_conclusion_is_said(*, conclusion: str, limits: str) -> Refusal | None:
    """Who proposes a study says what follows from its numbers, and what they cannot bear."""
    return blank(conclusion=conclusion, limits=limits)


@rule("study-measured", clauses=STUDIED, kind=Kind.OURS)
def something_was_measured(*, study: Study) -> Refusal | None:
    """From data that could not be measured nothing is concluded."""
    if "cannot" not in (study.results or {}):
        return None
    return Refusal(
        _("Nothing could be computed from this data: %(why)s") % {"why": study.results["cannot"]["sentence"]},
        mend=Mend(_("Abandon the study, and freeze another when there is more to measure.")),
    )


@rule("R-11", clauses=["2012:9.3.1", "2012:9.3.5", "2012:4.3.1", "2026:9.3"])
def approver_did_not_prepare_it(*, by: Actor, study: Study) -> Refusal | None:
    """Who froze the data of a study or ever proposed a conclusion from it does not approve it."""
    own = Entry.objects.filter(subject=study.ref, act__in=PREPARING, outcome=Outcome.DONE, actor=str(by))
    if not own.exists():
        return None
    return Refusal(
        _("You prepared this study, and its approval needs other eyes."),
        mend=Mend(_("A scheme approver, or another psychometrician of the scheme, approves it.")),
    )


@rule("study-computed", clauses=["2012:7.1.1", "2012:9.3.5", "2026:7.1"], kind=Kind.OURS)
def there_are_numbers_to_compare(*, study: Study) -> Refusal | None:
    """What was never computed cannot be computed again."""
    if study.results_hash:
        return None
    return Refusal(
        _("%(number)s has no numbers yet.") % {"number": study.number},
        mend=Mend(_("Wait until the study is computed.")),
    )
