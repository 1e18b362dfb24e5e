"""Rules of job analyses: their lists of tasks, their panel, its ratings."""

from collections import Counter
from collections.abc import Mapping

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.identity.grants import given_on
from guildhall.identity.models import Person
from guildhall.identity.roles import PANELLIST
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.schemes import tasklists
from guildhall.schemes.lifecycles import AnalysisState, MembershipState
from guildhall.schemes.models import JobAnalysis, PanelMember, Scheme, Task, TaskImport
from guildhall.schemes.rules.words import CATEGORY, TITLE, blank, outside, too_long
from guildhall.schemes.tasklists import LONGEST, MOST_TASKS
from guildhall.schemes.weighing import SCALE

ANALYSIS = ("2012:8.4 e)", "2026:8")
EXPERTS = ("2012:8.4 a)", "2026:8")
BALANCE = ("2012:8.4 b)", "2026:8")
LEAST = 2
"""From this many members and ratings on, a panel is one and a spread is known."""

OPEN = (AnalysisState.PREPARING, AnalysisState.RATING, AnalysisState.CLOSED)
"""States in which an analysis is still worked on."""


@rule("analysis-told", clauses=ANALYSIS)
def analysis_is_told(*, title: str, method: str, source: str, importance_share: int) -> Refusal | None:
    """An analysis says what it studies and how, and weighs importance and frequency by shares of a hundred."""
    if not 0 <= importance_share <= 100:
        return outside("importance_share", 0, 100)
    return blank(title=title, method=method) or too_long(TITLE, title=title) or too_long(300, source=source)


@rule("analysis-open", clauses=ANALYSIS, kind=Kind.OURS)
def analysis_is_worked_on(*, analysis: JobAnalysis) -> Refusal | None:
    """What was approved stays as it was approved."""
    if analysis.state in OPEN:
        return None
    return Refusal(
        _("This analysis is no longer worked on, and stays as it is."),
        mend=Mend(_("Begin another analysis for the scheme."), act="schemes.analysis.begin"),
    )


@rule("tasks-open", clauses=ANALYSIS, kind=Kind.OURS)
def tasks_are_still_gathered(*, analysis: JobAnalysis) -> Refusal | None:
    """Every member of the panel rates the same tasks: the list stands once rating begins."""
    return _no_longer_gathered(analysis)


@rule("tasks-open", clauses=ANALYSIS, kind=Kind.OURS)
def tasks_of_its_analysis_are_still_gathered(*, task_import: TaskImport) -> Refusal | None:
    """Every member of the panel rates the same tasks: the list stands once rating begins."""
    return _no_longer_gathered(task_import.analysis)


def _no_longer_gathered(analysis: JobAnalysis) -> Refusal | None:
    if analysis.state == AnalysisState.PREPARING:
        return None
    return Refusal(
        _("The panel rates, or has rated, these tasks, so the list is not changed any more."),
        mend=Mend(_("Begin another analysis if tasks are missing."), act="schemes.analysis.begin"),
    )


@rule("task-list", clauses=ANALYSIS, kind=Kind.OURS)
def list_can_be_read(*, analysis: JobAnalysis, content: bytes) -> Refusal | None:
    """A file that is handed in is a table of tasks in one of the forms that are read; nothing is taken of another."""
    try:
        tasklists.read(content)
    except Refusal as refusal:
        return refusal
    return None


@rule("task-list", clauses=ANALYSIS, kind=Kind.OURS)
def list_still_fits(*, task_import: TaskImport) -> Refusal | None:
    """A staged list is taken whole or not at all: what came in since must not stand in it, and something must."""
    if not task_import.rows:
        return Refusal(
            _("No row of this list is good, so there is nothing to take in."),
            mend=Mend(_("Discard it, mend the rows, and hand the list in again."), act="schemes.task-list.discard"),
        )
    numbers = {row["number"] for row in task_import.rows}
    known = sorted(task_import.analysis.tasks.filter(number__in=numbers).values_list("number", flat=True))
    if known:
        return Refusal(
            _("Since this list was staged, tasks with the same numbers have come in: %(numbers)s.")
            % {"numbers": ", ".join(known[:20])},
            mend=Mend(_("Discard it and hand the list in again."), act="schemes.task-list.discard"),
        )
    return _too_many(task_import.analysis.tasks.count() + len(numbers))


@rule("task-list", clauses=ANALYSIS, kind=Kind.OURS)
def analysis_has_room(*, analysis: JobAnalysis) -> Refusal | None:
    """A panel rates at most so many tasks with care."""
    return _too_many(analysis.tasks.count() + 1)


def _too_many(count: int) -> Refusal | None:
    if count <= MOST_TASKS:
        return None
    return Refusal(
        _("The analysis would have %(count)d tasks, and no panel rates more than %(most)d with care.")
        % {"count": count, "most": MOST_TASKS},
        mend=Mend(_("Put tasks together, or leave out what a certified person is not examined on.")),
    )


@rule("task-whole", clauses=ANALYSIS, kind=Kind.OURS)
def task_is_whole(*, number: str, words: str, domain: str, source: str) -> Refusal | None:
    """A task has a number and words; number, domain and source fit into a line."""
    cells = {"number": number, "words": words, "domain": domain, "source": source}
    long = (too_long(most, **{name: cells[name]}) for name, most in LONGEST.items())
    return blank(number=number, words=words) or next((refusal for refusal in long if refusal), None)


@rule("task-domains", clauses=ANALYSIS, kind=Kind.OURS)
def domains_fit(*, analysis: JobAnalysis, domains: Mapping[str, str]) -> Refusal | None:
    """A domain is given to tasks of this analysis, and its name fits into a line."""
    if unknown := set(domains) - set(analysis.tasks.values_list("number", flat=True)):
        return _unknown_tasks(unknown)
    return next((refusal for each in domains.values() if (refusal := too_long(LONGEST["domain"], domain=each))), None)


def _unknown_tasks(numbers: set[str]) -> Refusal:
    return Refusal(
        _("These tasks are not in this analysis: %(numbers)s.") % {"numbers": ", ".join(sorted(numbers)[:20])},
        mend=Mend(_("Reload the page and look at the list of tasks.")),
    )


@rule("R-46", clauses=EXPERTS)
def member_holds_the_panels_role(*, analysis: JobAnalysis, person: Person) -> Refusal | None:
    """Whoever rates was given the role of a panel member of this scheme, and with it signs interests and secrecy."""
    given = given_on(clock.today()).filter(person=person, role=PANELLIST.code, scope_id=analysis.scope_id)
    if given.exists():
        return None
    return Refusal(
        _("This person does not hold the role of a panel member in this scheme."),
        mend=Mend(_("Top management gives them the role first."), act="identity.grant.give"),
        field="person",
    )


@rule("experts-described", clauses=EXPERTS)
def member_is_described(*, interest: str, qualification: str) -> Refusal | None:
    """Of each member it is recorded whose view they bring and what qualifies them."""
    return blank(interest=interest, qualification=qualification) or too_long(CATEGORY, interest=interest)


@rule("panel-open", clauses=EXPERTS, kind=Kind.OURS)
def panel_of_the_member_still_works(*, member: PanelMember) -> Refusal | None:
    """Who has rated belongs to the analysis once its ratings are closed."""
    if member.analysis.state in {AnalysisState.PREPARING, AnalysisState.RATING}:
        return None
    return Refusal(
        _("The ratings of this panel are closed, and its members stand in the record."),
        mend=Mend(_("Open the analysis for rating again first."), act="schemes.analysis.reopen"),
    )


@rule("rating-ready", clauses=ANALYSIS, kind=Kind.OURS)
def panel_can_begin(*, analysis: JobAnalysis) -> Refusal | None:
    """A panel of two or more rates tasks that each have their domain."""
    tasks = analysis.tasks.count()
    placed = analysis.tasks.exclude(domain="").count()
    members = analysis.panel.filter(state=MembershipState.MEMBER).count()
    if tasks and placed == tasks and members >= LEAST:
        return None
    lacking = [
        *([] if tasks else [_("it has no tasks")]),
        *([_without_domain(tasks - placed)] if placed < tasks else []),
        *([_("its panel has fewer than %(least)d members") % {"least": LEAST}] if members < LEAST else []),
    ]
    return Refusal(
        _("The panel cannot begin: %(lacking)s.") % {"lacking": "; ".join(lacking)},
        mend=Mend(_("Bring tasks, domains and panel together first."), link=("schemes:analysis", str(analysis.pk))),
    )


def _without_domain(count: int) -> str:
    return ngettext("%(count)d task has no domain", "%(count)d tasks have no domain", count) % {"count": count}


@rule("rating-open", clauses=ANALYSIS, kind=Kind.OURS)
def ratings_are_open(*, member: PanelMember) -> Refusal | None:
    """A panel rates while its analysis is open for rating, and who left it rates no more."""
    if member.analysis.state == AnalysisState.RATING and member.state == MembershipState.MEMBER:
        return None
    return Refusal(
        _("This analysis is not open for your ratings."),
        mend=Mend(_("Ask whoever leads it to open it again."), act="schemes.analysis.reopen"),
    )


@rule("rating-scale", clauses=ANALYSIS, kind=Kind.OURS)
def ratings_are_whole(*, member: PanelMember, ratings: Mapping[str, tuple[int, int]]) -> Refusal | None:
    """A rating is a number from 1 to 5 for importance and one for frequency, of a task of this analysis."""
    if unknown := set(ratings) - set(member.analysis.tasks.values_list("number", flat=True)):
        return _unknown_tasks(unknown)
    if not ratings:
        return Refusal(_("There is no rating here yet."), mend=Mend(_("Rate at least one task, then save.")))
    off = [number for number, pair in ratings.items() if not all(each in SCALE for each in pair)]
    if not off:
        return None
    return Refusal(
        _("Importance and frequency are rated from 1 to 5, and these are not: %(numbers)s.")
        % {"numbers": ", ".join(sorted(off)[:20])},
        mend=Mend(_("Give each of them a number from 1 to 5 for importance and for frequency.")),
    )


@rule("rating-enough", clauses=ANALYSIS, kind=Kind.OURS)
def every_task_was_rated(*, analysis: JobAnalysis) -> Refusal | None:
    """Every task was rated by two members or more, so that a mean and a spread are known."""
    heard = Count("ratings", filter=Q(ratings__member__state=MembershipState.MEMBER))
    scarce = Task.objects.filter(analysis=analysis).annotate(heard=heard).filter(heard__lt=LEAST)
    numbers = list(scarce.order_by("position").values_list("number", flat=True))
    if not numbers:
        return None
    return Refusal(
        ngettext(
            "Task %(number)s was rated by fewer than %(least)d members.",
            "%(count)d tasks were rated by fewer than %(least)d members, the first of them %(number)s.",
            len(numbers),
        )
        % {"count": len(numbers), "least": LEAST, "number": numbers[0]},
        mend=Mend(_("Remind the panel: the page of the analysis shows who has rated how much.")),
    )


@rule("R-11", clauses=["2012:8.4", "2012:10.2.3", "2026:8"], kind=Kind.ACCREDITATION)
def approver_did_not_lead(*, by: Actor, analysis: JobAnalysis) -> Refusal | None:
    """Four eyes: who led an analysis does not approve it."""
    if not by.is_person(analysis.led_by_id):
        return None
    return Refusal(
        _("You led this analysis yourself, and whoever led it does not approve it."),
        mend=Mend(_("Somebody else who may approve schemes does it.")),
    )


@rule("R-51", clauses=BALANCE, kind=Kind.ACCREDITATION)
def no_interest_prevails(*, analysis: JobAnalysis) -> Refusal | None:
    """No interest has the majority on a panel whose analysis a scheme rests on."""
    on_it = analysis.panel.filter(state=MembershipState.MEMBER)
    counted = Counter(on_it.values_list("interest", flat=True))
    prevailing = [interest for interest, count in counted.items() if 2 * count > counted.total()]
    if not prevailing:
        return None
    return Refusal(
        _("The interest “%(interest)s” has the majority on this panel: %(count)d of %(all)d.")
        % {"interest": prevailing[0], "count": counted[prevailing[0]], "all": counted.total()},
        mend=Mend(
            _("Open the analysis again and take members with other interests onto the panel."),
            act="schemes.analysis.reopen",
        ),
    )


@rule("analysis-its-own", clauses=ANALYSIS, kind=Kind.OURS)
def analysis_is_of_the_scheme(*, scheme: Scheme, analysis: JobAnalysis | None) -> Refusal | None:
    """A version rests on an analysis of its own scheme."""
    return _of_another(scheme, analysis)


def _of_another(scheme: Scheme, analysis: JobAnalysis | None) -> Refusal | None:
    if analysis is None or analysis.scheme_id == scheme.pk:
        return None
    return Refusal(
        _("This analysis belongs to another scheme."), mend=Mend(_("Choose one of this scheme.")), field="analysis"
    )
