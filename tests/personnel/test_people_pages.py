"""The pages of the organisation, engagements, criteria, evidence, supervision and development, and the matrix."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guildhall.identity.acts import persons
from guildhall.identity.roles import DECIDER, EXAMINER, SCHEME_MANAGER
from guildhall.ledger.models import Access
from guildhall.personnel.acts import clearances
from guildhall.personnel.models import (
    CriteriaSet,
    Criterion,
    Engagement,
    Evidence,
    Measure,
    Need,
    Occupancy,
    Post,
    SupervisedTask,
    Supervision,
)
from guildhall.personnel.queries import asked_in
from guildhall.web.work.queries import tasks
from tests.cast import Cast, acting, authorise, give, sign_in
from tests.making import a_scope
from tests.papers import SCAN, upload
from tests.personnel.making import Bench, criteria_in_effect, found_competent
from tests.personnel.making_competence import COURSE, a_measure, a_need, did, shown, supervised, was_held
from tests.personnel.making_posts import DESCRIBED, a_post, engaged, held, organised
from tests.personnel.test_authorisation_pages import page, sent

MONDAY = date(2026, 3, 2)


def test_post_is_opened_placed_and_held_on_the_pages(cast: Cast) -> None:
    engaged(cast, cast.olive)
    top = a_post(cast, "Director")
    typed = {"title": "Head of operations", "responsibilities": ["resources"], "from_on": "2026-03-02", **DESCRIBED}

    sent(cast.quinn, "post-open", **typed)
    post = Post.objects.exclude(pk=top.pk).get()
    sent(cast.quinn, "post-report", post.pk, superior=top.pk, from_on="2026-03-02")
    sent(cast.tom, "post-occupy", post.pk, person=cast.olive.pk, from_on="2026-03-02")

    _, text = page(cast.olive, "post", post.pk)
    assert all(words in text for words in ("Head of operations", "Resources for certification", "Director", "Holds it"))
    assert cast.olive.family_name in text
    occupancy = Occupancy.objects.get()
    sent(cast.tom, "occupancy-end", occupancy.pk, until_on="2026-03-05")
    occupancy.refresh_from_db()
    assert occupancy.until_on == date(2026, 3, 5)


def test_chart_draws_the_organisation_of_the_day_that_is_asked_for(cast: Cast) -> None:
    organised(cast)
    held_by = Occupancy.objects.get(person=cast.olive)
    sent(cast.tom, "occupancy-end", held_by.pk, until_on="2026-03-05")

    answer = {day: shown_chart(cast, day) for day in ("2026-03-05", "2026-03-06", "2026-03-01", "nonsense")}

    assert (cast.olive.family_name in answer["2026-03-05"], "vacant" in answer["2026-03-05"]) == (True, False)
    assert (cast.olive.family_name in answer["2026-03-06"], "vacant" in answer["2026-03-06"]) == (False, True)
    assert "No post was there on that day" in answer["2026-03-01"]
    assert "as they are today" in answer["nonsense"]
    assert answer["2026-03-05"].count('class="box') == 3
    assert page(cast.otto, "organisation")[0] == 403


def shown_chart(cast: Cast, day: str) -> str:
    answer = sign_in(Client(), cast.quinn).get(reverse("personnel:organisation"), {"on": day})
    return str(answer.content.decode())


def test_description_begins_with_what_stood_there(cast: Cast) -> None:
    post = a_post(cast, "Director", "policies")

    _, text = page(cast.quinn, "post-describe", post.pk)

    assert 'value="Director"' in text
    assert text.count(" checked") == 1
    answer = sent(cast.quinn, "post-describe", post.pk, title="Chief", from_on="2026-03-02", **DESCRIBED)
    assert (answer.status_code, "begins on 2 Mar 2026" in answer.content.decode()) == (409, True)


def test_engagement_is_recorded_with_its_contract_and_read_by_few(cast: Cast) -> None:
    typed = {"person": cast.olive.pk, "kind": "contracted", "employer": "Werkstatt Nord", "from_on": "2026-03-02"}

    sent(cast.tom, "engagement-begin", **typed, contract=upload())

    made = Engagement.objects.get()
    readers = (cast.olive, cast.tom, cast.quinn, cast.ada, cast.otto)
    assert ["Werkstatt Nord" in page(one, "engagement", made.pk)[1] for one in readers] == [True] * 3 + [False] * 2
    looks = Access.objects.filter(reading="personnel.engagement.read").values_list("outcome", flat=True)
    assert sorted(looks) == ["done"] * 3 + ["refused"] * 2
    file = sign_in(Client(), cast.olive).get(reverse("personnel:engagement-contract", args=[made.pk]))
    assert b"".join(file.streaming_content) == SCAN
    sent(cast.tom, "engagement-end", made.pk, until_on="2026-03-02", reason="Moved.")
    made.refresh_from_db()
    assert made.reasons == "Moved."


def test_criteria_are_written_submitted_and_approved_on_the_pages(cast: Cast) -> None:
    sent(cast.quinn, "criteria-begin", role=EXAMINER.code, summary="First.", supervised_tasks=0, with_starter="on")
    version = CriteriaSet.objects.get()
    sent(cast.quinn, "criterion-add", version.pk, code="calm", point="conduct", words="Stays calm.", asks="Seen.")
    scheme = Criterion.objects.get(code="SCHEME")
    sent(cast.quinn, "criterion-reword", scheme.pk, point="scheme", words="Knows it well.", asks="A test.")
    calm = Criterion.objects.get(code="CALM")
    sent(cast.quinn, "criterion-remove", calm.pk, revision=calm.revision)
    sent(cast.quinn, "criteria-submit", version.pk, revision=version.revision)
    assert f"Criteria {version.number}: approve or hand back" in waits(cast.tom)

    sent(cast.tom, "criteria-approve", version.pk, revision=version.revision + 1)

    version.refresh_from_db()
    assert (version.state, len(asked_in(version))) == ("effective", 5)
    _, text = page(cast.olive, "criteria", version.pk)
    assert "Knows it well." in text
    assert "Stays calm." not in text


def waits(person: Any) -> list[str]:
    return [task.item.what for task in tasks(person.id)]


def test_draft_is_shown_to_its_writers_alone(bench: Bench) -> None:
    cast = bench.cast
    sent(cast.quinn, "criteria-begin", role=EXAMINER.code, summary="Secret yet.", supervised_tasks=0)
    draft = CriteriaSet.objects.get()

    codes = [page(one, "criteria", draft.pk)[0] for one in (cast.quinn, cast.tom, cast.olive, bench.erik)]

    assert codes == [200, 200, 404, 404]
    assert draft.number not in page(cast.olive, "criteria-register")[1]
    assert sent(cast.olive, "criteria-discard", draft.pk, revision=draft.revision).status_code == 403


def test_evidence_is_added_verified_and_rested_on_in_the_browser(bench: Bench) -> None:
    cast = bench.cast
    typed = {"kind": "qualification", "title": "Master craftsman", "obtained_on": "2020-05-01"}
    sent(bench.erik, "evidence-add", **typed, proof=upload())
    entry = Evidence.objects.get()
    assert f"Evidence {entry.number}: look at it" in waits(cast.quinn)

    sent(cast.quinn, "evidence-verify", entry.pk, revision=entry.revision)

    proposed = bench.proposed()
    _, text = page(cast.ada, "authorisation-evaluate", proposed.pk)
    assert f'<option value="{entry.number}">' in text
    readers = (bench.erik, cast.quinn, cast.ada, cast.olive)
    assert ["Master craftsman" in page(one, "evidence", entry.pk)[1] for one in readers] == [True, True, True, False]
    assert "Master craftsman" in page(bench.erik, "my-evidence")[1]


def test_what_is_not_met_is_ticked_when_declining(bench: Bench) -> None:
    proposed = bench.proposed()

    sent(bench.cast.ada, "authorisation-decline", proposed.pk, reason="No English.", unmet=["LANGUAGE"])

    proposed.refresh_from_db()
    assert (proposed.state, Need.objects.get().criterion.code) == ("declined", "LANGUAGE")


def test_trainee_works_beside_a_supervisor_on_the_pages(bench: Bench) -> None:
    cast = bench.cast
    authorise(cast.olive, EXAMINER, bench.scope)
    typed = {"person": bench.erik.pk, "supervisor": cast.olive.pk, "role": EXAMINER.code, "scope": bench.scope.pk}
    sent(cast.quinn, "supervision-begin", **typed)
    phase = Supervision.objects.get()
    assert f"Supervised phase {phase.number}: record how the tasks go" in waits(cast.olive)
    did(phase, cast.gero)
    declared = clearances.declare(by=acting(bench.erik), person=bench.erik, about=cast.carla.ref)
    task = {"clearance": declared.pk, "worked_on": "2026-03-02", "is_satisfactory": "on", "words": "Calm and exact."}

    sent(cast.olive, "supervision-task", phase.pk, **task)

    assert SupervisedTask.objects.count() == 2
    readers = (bench.erik, cast.olive, cast.quinn, cast.otto)
    assert ["Calm and exact." in page(one, "supervision", phase.pk)[1] for one in readers] == [True, True, True, False]
    sent(cast.olive, "supervision-complete", phase.pk, findings="Can do it.")
    phase.refresh_from_db()
    assert phase.state == "completed"


def test_need_is_planned_attended_and_checked_on_the_pages(cast: Cast, clock: Any) -> None:
    typed = {"role": EXAMINER.code, "source": "incident", "words": "Marks severely.", "due_on": "2026-09-01"}
    sent(cast.quinn, "need-find", person=cast.olive.pk, **typed)
    need = Need.objects.get()
    assert f"Need {need.number}: plan something" in waits(cast.quinn)
    sent(cast.quinn, "measure-plan", planned_on="2026-03-02", hours="4", **COURSE)
    measure = Measure.objects.get()
    sent(cast.quinn, "measure-enrol", measure.pk, person=cast.olive.pk, need=need.pk)
    clock.move(days=1)
    assert f"Measure {measure.number}: record who attended" in waits(cast.quinn)
    sent(cast.quinn, "measure-hold", measure.pk, held_on="2026-03-02", attended=[cast.olive.number])
    clock.move(days=70)
    assert f"Need {need.number}: check the effect" in waits(cast.quinn)

    sent(cast.quinn, "need-meet", need.pk, findings="Nine of ten alike.")

    need.refresh_from_db()
    assert (need.state, measure.hours) == ("met", Decimal(4))
    assert [page(one, "need", need.pk)[0] for one in (cast.olive, cast.quinn, cast.otto)] == [200, 200, 409]


def test_who_takes_part_is_shown_to_who_develops_people_and_to_themselves(cast: Cast) -> None:
    measure = a_measure(cast, a_need(cast, cast.olive), a_need(cast, cast.ada))

    names = {
        one.given_name: [each.family_name in page(one, "measure", measure.pk)[1] for each in (cast.olive, cast.ada)]
        for one in (cast.quinn, cast.olive, cast.tom)
    }

    assert names == {"Quinn": [True, True], "Olive": [True, False], "Tomasz": [True, True]}


def test_one_says_what_one_would_like_to_learn(cast: Cast) -> None:
    typed = {"role": EXAMINER.code, "words": "To examine in English.", "due_on": "2026-09-01"}

    sent(cast.olive, "need-wish", **typed)

    assert (Need.objects.get().source, Need.objects.get().person) == ("wish", cast.olive)


def test_matrix_tells_each_state_in_a_word_and_leads_to_its_evidence(bench: Bench) -> None:
    cast = bench.cast
    given = bench.authorised(days=300)
    trainee = persons.register(by=acting(cast.tom), given_name="Tilda", family_name="Lehrling", is_personnel=True)
    phase = supervised(cast, trainee, bench.erik, EXAMINER, bench.scope)
    elsewhere = a_scope(cast, "HYD")
    other = found_competent(cast, cast.olive, DECIDER, elsewhere)

    _, text = page(cast.quinn, "matrix")

    for where in (("authorisation", given.pk), ("supervision", phase.pk), ("authorisation", other.pk)):
        assert f'href="{reverse(f"personnel:{where[0]}", args=[where[1]])}"' in text
    assert all(word in text for word in ("Authorised", "Under supervision", "Lehrling", "People by role and state"))
    assert "<svg" in text
    narrowed = narrowed_to(cast, elsewhere.number)
    assert (cast.olive.family_name in narrowed, "Lehrling" in narrowed) == (True, False)
    assert [page(one, "matrix")[0] for one in (cast.tom, bench.erik, cast.otto)] == [200, 403, 403]


def narrowed_to(cast: Cast, number: str) -> str:
    answer = sign_in(Client(), cast.quinn).get(reverse("personnel:matrix"), {"scheme": number})
    return str(answer.content.decode())


@pytest.mark.parametrize("name", ["matrix", "posts", "engagements", "evidence-register", "needs", "measures"])
def test_page_costs_the_same_for_few_and_for_many(bench: Bench, name: str) -> None:
    cast = bench.cast
    criteria_in_effect(cast, DECIDER.code)
    _filled(bench, 3)
    few = _cost(cast, name)

    _filled(bench, 9)

    assert _cost(cast, name) == few


def _filled(bench: Bench, count: int) -> None:
    cast = bench.cast
    for _ in range(count):
        person = persons.register(by=acting(cast.tom), given_name="Some", family_name="Body", is_personnel=True)
        found_competent(cast, person, DECIDER, bench.scope)
        held(cast, a_post(cast, "Desk"), person)
        shown(cast, person)
        was_held(cast, a_measure(cast, a_need(cast, person)))


def _cost(cast: Cast, name: str) -> int:
    page(cast.quinn, name)
    with CaptureQueriesContext(connection) as asked:
        assert page(cast.quinn, name)[0] == 200
    return len(asked)


def test_file_shows_everything_of_one_person_and_what_is_missing(bench: Bench) -> None:
    cast = bench.cast
    engaged(cast, bench.erik)
    entry, need = shown(cast, bench.erik, "Diploma of Kiel"), a_need(cast, bench.erik)
    given = bench.authorised(days=300)
    lacking = bench.proposed(role=DECIDER.code)

    code, text = page(cast.quinn, "file", bench.erik.pk)

    assert code == 200
    for each in (given, entry, need, lacking):
        assert str(each.pk) in text
    assert (text.count("Ready to work"), text.count("Not ready")) == (1, 1)
    assert "was not given the role" in text
    assert [page(one, "file", bench.erik.pk)[0] for one in (cast.tom, bench.erik, cast.olive, cast.otto)] == [
        200,
        200,
        409,
        409,
    ]
    assert "Diploma of Kiel" in page(bench.erik, "my-file")[1]
    looks = Access.objects.filter(reading="personnel.file.read", subject=bench.erik.ref)
    assert sorted(looks.values_list("outcome", flat=True)) == ["done"] * 4 + ["refused"] * 2


def test_candidates_have_no_personnel_file(cast: Cast) -> None:
    assert page(cast.quinn, "file", cast.carla.pk)[0] == 404


def test_manager_of_a_scheme_may_begin_criteria_there(bench: Bench) -> None:
    cast = bench.cast
    give(acting(cast.tom), cast.olive, SCHEME_MANAGER, bench.scope)
    typed = {"role": DECIDER.code, "summary": "Ours.", "supervised_tasks": 1, "with_starter": "on"}

    refused = sent(cast.olive, "criteria-begin", **typed)
    done = sent(cast.olive, "criteria-begin", **typed, scope=bench.scope.pk)

    assert (refused.status_code, done.status_code) == (409, 302)
    assert CriteriaSet.objects.get().scope == bench.scope


def test_engagement_that_ends_soon_says_so(cast: Cast) -> None:
    engaged(cast, cast.olive, until_on=MONDAY + timedelta(days=30))
    engaged(cast, cast.quinn)

    _, text = page(cast.quinn, "engagements")

    assert (text.count("Ends soon"), "In force" in text) == (1, True)
