"""What examining does by itself: it opens candidacies, scores what is ready, and lets time take its course."""

from uuid import UUID

from django.db.models import F, QuerySet

from guildhall.applications.models import Application
from guildhall.documents.issuers import ISSUER
from guildhall.documents.jobs import make_keys
from guildhall.exams import agreement, assembling, consequences, exposures, lookthrough, measuring, pairs
from guildhall.exams import reports as reporting
from guildhall.exams.acts import (
    anomalies,
    candidacies,
    reports,
    rescorings,
    results,
    sitting_down,
    standards,
    statistics,
)
from guildhall.exams.acts import assembly as assemblies
from guildhall.exams.datasets import Taken, collected
from guildhall.exams.delivery.journal import GRACE
from guildhall.exams.lifecycles import (
    AssemblyState,
    AttemptState,
    CandidacyState,
    RescoringState,
    ResultState,
    SittingState,
)
from guildhall.exams.models import (
    Assembly,
    Attempt,
    Candidacy,
    Form,
    Rescoring,
    Result,
    Sitting,
    StatisticsRun,
    TechnicalReport,
)
from guildhall.exams.queries import standing
from guildhall.exams.queries.standards import to_remind as panels_to_remind
from guildhall.exams.rules.anomalies import ANSWERED
from guildhall.exams.rules.candidacies import EXHAUSTED, OVER, exhausted
from guildhall.exams.rules.rescorings import STANDING, to_carry
from guildhall.identity.models import Person, Scope
from guildhall.identity.roles import EXAMINER
from guildhall.itembank.acts import exposures as item_exposures
from guildhall.itembank.acts import statistics as item_statistics
from guildhall.jobs.declared import every, job
from guildhall.jobs.queueing import queue, step
from guildhall.kernel import actors, clock
from guildhall.personnel.acts import agreements, signals
from guildhall.personnel.models import Agreement, ConflictSignal, Organisation, SignalKind
from guildhall.schemes.models import Scheme, Study

HOUR = 3600
BATCH = 500

RATERS = actors.machine("agreement")
PAIRS = actors.machine("examination-pairs")
"""Record, in the room of the personnel, what examinations tell of examiners."""


@job("exams.open-candidacy")
def open_candidacy(*, application: UUID) -> None:
    """Open the candidacy of an application that was admitted."""
    admitted = Application.objects.get(pk=application)
    if not Candidacy.objects.filter(application=admitted).exists():
        candidacies.open.once(step("open"))(by=candidacies.MACHINE, application=admitted)


@job("exams.score-attempt")
def score_attempt(*, attempt: UUID) -> None:
    """Score an attempt that is ready: handed in in the browser, marked to the end, or typed in twice alike."""
    ready = Attempt.objects.select_related(*Attempt.reload_with).get(pk=attempt)
    if results.score.refusal(by=results.SCORING, attempt=ready) is None:
        results.score.once(step("score"))(by=results.SCORING, attempt=ready)


@job("exams.settle-candidacy")
def settle_candidacy(*, candidacy: UUID) -> None:
    """Let a candidacy follow what was found of its requirements."""
    candidacies.settle(_loaded().get(pk=candidacy))


@every("exams.let-time-pass", seconds=HOUR)
def let_time_pass() -> None:
    """Take back what no longer counts, and end candidacies whose time or attempts have run out (T-21, T-24)."""
    for waiting in _loaded().filter(state__in=[CandidacyState.PASSED, CandidacyState.COMPLETE])[:BATCH]:
        candidacies.settle(waiting)
    for going_on in _loaded().filter(state__in=[CandidacyState.ELIGIBLE, CandidacyState.IN_ASSESSMENT])[:BATCH]:
        if reason := _ground(going_on):
            candidacies.end(by=candidacies.MACHINE, candidacy=going_on, reason=reason)


@every("exams.hand-in", seconds=15)
def hand_in() -> None:
    """Hand in what was saved of examinations in the browser whose time is over."""
    over = Attempt.objects.filter(state=AttemptState.IN_PROGRESS, deadline_at__lt=clock.now() - GRACE)
    for attempt in over.select_related(*Attempt.reload_with).order_by("deadline_at")[:BATCH]:
        sitting_down.submit.once(step(str(attempt.pk)))(by=sitting_down.TIMERS, attempt=attempt)


@every("exams.compare-raters", seconds=6 * HOUR)
def compare_raters() -> None:
    """Compare the ratings of examiners with those of others, and record beside their authorisation what is new."""
    known = {(each.person_id, each.scope_id): each for each in Agreement.objects.filter(role=EXAMINER.code)}
    found = {work: vars(figures) for work, figures in agreement.figures().items() if _is_new(figures, known.get(work))}
    people, scopes = Person.objects.in_bulk({who for who, _ in found}), Scope.objects.in_bulk({at for _, at in found})
    for (who, where), figures in found.items():
        agreements.record(by=RATERS, person=people[who], role=EXAMINER.code, scope=scopes[where], **figures)


@every("exams.look-for-pairs", seconds=24 * HOUR)
def look_for_pairs() -> None:
    """Put before a person which examiner has the candidates of one training provider again and again (6.2.2.3)."""
    found = {each.pair: each for each in pairs.repeated()}
    noticed = set(ConflictSignal.objects.filter(pair__in=found).values_list("pair", flat=True))
    people = Person.objects.in_bulk({each.examiner_id for each in found.values()})
    schools = Organisation.objects.in_bulk({each.organisation_id for each in found.values()})
    for pair in sorted(set(found) - noticed):
        each = found[pair]
        signals.notice(
            by=PAIRS,
            person=people[each.examiner_id],
            kind=SignalKind.PROVIDER,
            pair=pair,
            organisation=schools[each.organisation_id],
            times=each.candidates,
        )


@job("exams.look-through")
def look_through(*, sitting: UUID) -> None:
    """Look through the answers of a sitting whose log is complete, and raise what stands out as questions."""
    held = Sitting.reloaded(sitting)
    if held is not None and held.state == SittingState.RECONCILED and held.channel in ANSWERED:
        anomalies.keep.once(step("keep"))(by=anomalies.MACHINE, sitting=held, **lookthrough.check_of(held))


@every("exams.look-through-the-rest", seconds=300)
def look_through_the_rest() -> None:
    """Look through sittings of which answers came to be known after their log was complete, as paper does."""
    for sitting in lookthrough.unchecked()[:BATCH]:
        queue(look_through, sitting=sitting)


@job("exams.reckon")
def reckon(*, run: UUID) -> None:
    """Bring the statistics of a form up to date: freeze what counts now as a study, unless it is frozen already."""
    asked = StatisticsRun.reloaded(run)
    if asked is None or asked.done_at is not None:
        return
    taken, position = Taken(asked.form, asked.sitting), measuring.position()
    dataset = collected(taken)
    study = measuring.up_to_date(taken, dataset, step("freeze"))
    finish = statistics.finish.once(step("finish"))
    finish(by=statistics.MACHINE, run=asked, attempts=len(dataset.rows), position=position, study=study)


@job("exams.tell-items")
def tell_items(*, study: UUID) -> None:
    """Keep with each item what an approved study of a form found of it, in the item bank."""
    approved = Study.objects.get(pk=study)
    if not approved.about.startswith(f"{Form._meta.label_lower}:"):
        return
    for version, found in measuring.found_of_items(approved):
        told = item_statistics.record.once(step(str(version.pk)))
        told(by=statistics.MACHINE, version=version, study=approved, **found)


@every("exams.keep-statistics", seconds=900)
def keep_statistics() -> None:
    """Ask for the statistics of every form of which more or other results count than when they were last computed."""
    for key in measuring.stale()[:BATCH]:
        form, sitting = measuring.loaded(key)
        statistics.ask(by=statistics.MACHINE, form=form, sitting=sitting)


@job("exams.score-form")
def score_form(*, form: UUID) -> None:
    """Score what waited for the cut of a form, and again what was scored by an earlier key or cut and not told yet."""
    of_form = Attempt.objects.filter(form=form, state=AttemptState.COMPLETED)
    for attempt in of_form.values_list("pk", flat=True):
        queue(score_attempt, attempt=attempt)
    stale = Result.objects.filter(attempt__form=form, released_at__isnull=True).exclude(
        scoring=F("attempt__form__scoring")
    )
    counting = stale.filter(state__in=(ResultState.SCORED, ResultState.VERIFIED)).select_related(*Result.reload_with)
    for result in counting.order_by("attempt__number"):
        results.follow.once(step(str(result.pk)))(by=results.RESCORING, result=result, reason=str(result.attempt.form))


@job("exams.compare-rescoring")
def compare_rescoring(*, rescoring: UUID) -> None:
    """Score every attempt of a form as a rescoring proposes, and keep it beside what the attempt came to."""
    asked = Rescoring.reloaded(rescoring)
    if asked is not None and asked.state == RescoringState.COMPARING:
        found, whole = consequences.compared(asked)
        rescorings.keep.once(step("keep"))(by=rescorings.MACHINE, rescoring=asked, found=found, not_scored_here=whole)


@job("exams.carry-rescoring")
def carry_rescoring(*, rescoring: UUID) -> None:
    """Carry an approved rescoring to every attempt whose numbers change, one by one, and complete it."""
    approved = Rescoring.reloaded(rescoring)
    if approved is None or approved.state != RescoringState.APPROVED:
        return
    for row in to_carry(approved):
        if row.before.state in STANDING:
            rescorings.carry.once(step(str(row.pk)))(by=rescorings.MACHINE, row=row)
    rescorings.complete.once(step("complete"))(by=rescorings.MACHINE, rescoring=approved)


@job("exams.assemble")
def assemble(*, assembly: UUID) -> None:
    """Compute the parallel forms that were asked for, or which rules cannot hold together."""
    asked = Assembly.reloaded(assembly)
    if asked is None or asked.state != AssemblyState.ASKED:
        return
    found = assembling.found(asked.component, asked.wanted)
    if found.conflict:
        fail = assemblies.fail.once(step("fail"))
        fail(by=assemblies.MACHINE, assembly=asked, conflict=found.conflict, seconds=found.seconds)
    else:
        find = assemblies.find.once(step("find"))
        find(by=assemblies.MACHINE, assembly=asked, found=found.as_dict(), seconds=found.seconds)


@job("exams.make-report", attempts=8)
def make_report(*, report: UUID) -> None:
    """Make and keep a technical report that was ordered; nothing where it is there already."""
    make_keys()
    ordered = TechnicalReport.reloaded(report)
    if ordered is None or ordered.made_at is not None:
        return
    found = reporting.made(ordered)
    reports.keep.once(step("keep"))(by=ISSUER, report=ordered, **vars(found))


def _is_new(figures: agreement.Figures, known: Agreement | None) -> bool:
    return known is None or any(getattr(known, name) != value for name, value in vars(figures).items())


def _ground(candidacy: Candidacy) -> str:
    """Why a candidacy ends today by time alone; nothing as long as an attempt or its result is awaited."""
    if any(each.awaits_result for each in standing(candidacy)):
        return ""
    if candidacy.eligible_until < clock.today():
        return OVER
    return EXHAUSTED if exhausted(candidacy) else ""


def _loaded() -> QuerySet[Candidacy]:
    return Candidacy.objects.select_related(*Candidacy.reload_with).order_by("eligible_until")


@every("exams.remind-panels", seconds=HOUR)
def remind_panels() -> None:
    """Remind judges who are behind: shortly before the day by which a round is rated, and when it has passed."""
    for setting in panels_to_remind():
        if standards.remind.refusal(by=standards.MACHINE, setting=setting) is None:
            standards.remind(by=standards.MACHINE, setting=setting)


@every("exams.count-exposure", seconds=24 * HOUR)
def count_exposure() -> None:
    """Tell the bank how many candidates met each item by now; what it knows already is not told again."""
    _tell_exposure(exposures.changed())


@job("exams.count-exposure-of")
def count_exposure_of(*, sitting: UUID) -> None:
    """Tell the bank how many candidates met the items of a sitting that ended."""
    forms = Attempt.objects.filter(sitting=sitting, form__isnull=False).values_list("form", flat=True)
    _tell_exposure(exposures.changed(set(forms)))


@job("exams.count-exposure-anew")
def count_exposure_anew(*, scheme: UUID) -> None:
    """Tell the bank how many candidates met the items of a scheme whose policy may look back over other months now."""
    _tell_exposure(exposures.changed(exposures.forms_of(scheme)))


def _tell_exposure(changed: dict[UUID, dict[str, exposures.Seen]]) -> None:
    schemes = Scheme.objects.select_related("scope").in_bulk(changed)
    for scheme, seen in changed.items():
        item_exposures.count(by=item_exposures.COUNTING, scheme=schemes[scheme], seen=seen)
