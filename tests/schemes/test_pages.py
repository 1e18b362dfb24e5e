"""Pages of schemes at the desk: from an opened scheme to a version in effect, and what they show to whom."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guildhall.identity.models import Person
from guildhall.ledger.models import Access
from guildhall.schemes.acts import analyses, drafts, panels, requirements, schemes, tasks
from guildhall.schemes.models import (
    JobAnalysis,
    PanelMember,
    Rating,
    Scheme,
    SchemeVersion,
    Task,
    TaskImport,
)
from tests.cast import Cast, acting
from tests.making import Made, a_crew, say_what_everybody_may_know
from tests.schemes.conftest import Begun

Browsing = Callable[[Person], Client]
DATA = Path(__file__).parent / "data"


def get(client: Client, page: str, /, *args: object) -> Any:
    return client.get(reverse(f"schemes:{page}", args=args))


def post(client: Client, page: str, /, *args: object, **fields: Any) -> Any:
    """Send a form as the page shows it: with what it holds, but for what is typed."""
    address = reverse(f"schemes:{page}", args=args)
    form = client.get(address).context["form"]
    shown = {field.html_name: field.value() for field in form if field.value() is not None}
    return client.post(address, {**shown, **fields})


def done(client: Client, page: str, /, *args: object, **fields: Any) -> Any:
    answer = post(client, page, *args, **fields)
    assert answer.status_code == 302, answer.content.decode()
    return answer


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def upload(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (DATA / name).read_bytes(), content_type="text/csv")


def test_analysis_is_made_on_pages_alone(cast: Cast, browsing: Browsing) -> None:
    done(browsing(cast.tom), "scheme-open", code="BRT", name="Blade repair")
    scheme = Scheme.objects.select_related("scope").get()
    crew = a_crew(cast, scheme.scope)
    sam = browsing(crew.sam)
    done(sam, "analysis-begin", scheme.pk, title="Blade repair", method="Interviews")
    analysis = JobAnalysis.objects.get()
    done(sam, "analysis-list", analysis.pk, file=upload("ours.csv"), attribution="Panel of 2026")
    done(sam, "task-list-take", TaskImport.objects.get().pk)
    done(sam, "analysis-task", analysis.pk, number="4", words="Measure resistance.")
    task = Task.objects.get(number="4")
    done(sam, "task", task.pk, words="Measure resistance of the lightning path.")
    done(sam, "analysis-place", analysis.pk, **{f"domain_{task.pk}": "Electrics"})
    for person, interest in ((crew.pia, "Operators"), (crew.pit, "Technicians")):
        told = {"person": str(person.pk), "interest": interest, "qualification": "Ten years"}
        done(sam, "analysis-join", analysis.pk, **told)
    done(sam, "analysis-open", analysis.pk)
    for person in (crew.pia, crew.pit):
        done(browsing(person), "rate", analysis.pk, **ratings(4, 3))
    done(sam, "analysis-close", analysis.pk)
    done(browsing(crew.ava), "analysis-approve", analysis.pk)

    page = text_of(get(sam, "analysis", analysis.pk))

    assert JobAnalysis.objects.get().state == "approved"
    assert "Panel of 2026" in page
    assert "Safety weighs most, with 50.00 per cent of the examination." in page


def ratings(importance: int, frequency: int) -> dict[str, str]:
    """The same rating for every task, as the page of a panel member sends it."""
    pairs = (("importance", importance), ("frequency", frequency))
    return {f"{what}_{task.pk}": str(rated) for task in Task.objects.all() for what, rated in pairs}


def test_version_is_written_and_released_on_pages_alone(begun: Begun, browsing: Browsing, cast: Cast) -> None:
    analysis, crew = begun.analysis(), begun.crew
    sam = browsing(crew.sam)
    done(sam, "version-begin", begun.scheme.pk, analysis=str(analysis.pk))
    version = SchemeVersion.objects.get()
    at = version.pk
    assert text_of(post(sam, "version-submit", at)).count("WTT-1 is not whole") == 1
    done(sam, "version-describe", at, scope_words="Repairs.", purpose="Safety.", need="Asked.", population="Many.")
    done(
        sam,
        "version-regulate",
        at,
        process="You apply.",
        code_of_conduct="I work safely.",
        agreement="I keep the rules.",
        suspension_criteria="Where fitness is not shown.",
        surveillance="Yearly.",
    )
    done(sam, "version-terms", at, validity_months=36, interval_rationale="Software changes.", recertification="Work.")
    for element in ("abilities", "scope-change"):
        done(sam, "version-leave-out", at, element, reason="One level for all.")
    done(sam, "version-derive", at)
    done(sam, "party-add", at, name="Insurers", category="Insurers", asked="A yearly look", answer="Yearly.")
    for code, domain in (("K1", "A"), ("K2", "B"), ("K3", "C")):
        done(sam, "competence-add", at, code=code, statement="Knows.", kind="skill", domain=domain, tasks=["1", "9"])
    asked = {"words": "A trade.", "rationale": "Needed.", "evidence": "A certificate."}
    done(sam, "requirement-add", at, code="EDU", kind="education", stage="application", competence="K1", **asked)
    numbers = {"minutes": 90, "items": 60, "max_attempts": 3, "waiting_days": 14, "shelf_months": 24, "move_days": 3}
    told = {"title": "Written", "method": "Items", "cut": "68.33", "cut_basis": "Angoff", "fee": "260"}
    done(sam, "component-add", at, code="W", kind="written", second_rater_share=0, **numbers, **told)
    component = version.components.get()
    done(sam, "blueprint-compute", at, component.pk, domains=["A", "B", "C"])
    given = {"items_A": 32, "items_B": 16, "items_C": 12, "reason": "Law asks for more on safety."}
    done(sam, "blueprint-adjust", at, component.pk, **given)
    assert "Nothing is missing" in text_of(get(sam, "version", at))

    done(sam, "version-submit", at)
    done(browsing(crew.pia), "version-validate", at, validation="Pilot with twelve.")
    ava = browsing(crew.ava)
    assert "You wrote in WTT-1 yourself" not in text_of(get(ava, "version", at))
    done(ava, "version-approve", at)
    say_what_everybody_may_know(cast)
    done(sam, "version-publish", at, no_training_favoured="on")

    assert SchemeVersion.objects.get().state == "effective"
    assert "32" in text_of(get(Client(), "public-version", "WTT-1"))


def test_every_page_that_leads_to_an_act_opens(made: Made, browsing: Browsing) -> None:
    crew = made.crew
    by = acting(crew.sam)
    draft = drafts.begin(by=by, scheme=made.scheme, title="Turbines", like=made.version)
    other = analyses.begin(by=by, scheme=made.scheme, title="Anew", method="Interviews")
    first = {noun: getattr(draft, f"{plural}").first().pk for noun, plural in PLURALS.items()}
    member = panels.join(by=by, analysis=other, person=crew.pia, interest="Operators", qualification="Years")
    pages = [
        ("schemes",),
        ("scheme", made.scheme.pk),
        ("analysis-begin", made.scheme.pk),
        ("version-begin", made.scheme.pk),
        *((f"analysis-{verb}", other.pk) for verb in ("describe", "place", "list", "task", "join", "open", "abandon")),
        ("analysis", other.pk),
        ("panel-leave", member.pk),
        ("version", made.version.pk),
        ("version", draft.pk),
        ("version-changes", draft.pk),
        *((f"version-{verb}", draft.pk) for verb in ("submit", "abandon", "describe", "regulate", "terms", "owner")),
        *((f"version-{verb}", draft.pk) for verb in ("transition", "rest", "derive")),
        ("version-leave-out", draft.pk, "abilities"),
        *((f"{noun}-add", draft.pk) for noun in first),
        *((noun, draft.pk, part) for noun, part in first.items()),
        *((f"{noun}-strike", draft.pk, part) for noun, part in first.items()),
        ("blueprint-compute", draft.pk, first["component"]),
        ("blueprint-adjust", draft.pk, first["component"]),
        *((f"version-{verb}", made.version.pk) for verb in ("validate", "send-back", "publish", "review", "retire")),
    ]
    sam = browsing(crew.sam)
    codes = {page: get(sam, *page).status_code for page in pages}
    assert {page: code for page, code in codes.items() if code != 200} == {}


PLURALS = {
    "party": "parties",
    "domain": "domains",
    "competence": "competences",
    "requirement": "requirements",
    "component": "components",
}


def test_parts_are_changed_and_struck_on_pages(made: Made, browsing: Browsing) -> None:
    sam = browsing(made.crew.sam)
    draft = drafts.begin(by=acting(made.crew.sam), scheme=made.scheme, title="Turbines", like=made.version)
    requirement = draft.requirements.get(code="EDU")
    competence = draft.competences.get(code="K2")

    done(sam, "requirement", draft.pk, requirement.pk, words="A finished apprenticeship.")
    done(sam, "competence", draft.pk, competence.pk, tasks=["6"])
    done(sam, "requirement-strike", draft.pk, draft.requirements.get(code="SAFE").pk)
    done(sam, "party-strike", draft.pk, draft.parties.get().pk)

    assert draft.requirements.get(code="EDU").words == "A finished apprenticeship."
    assert list(competence.sources.values_list("task__number", flat=True)) == ["6"]
    assert (draft.requirements.count(), draft.parties.count()) == (2, 0)


def test_who_was_overtaken_overwrites_nothing(made: Made, browsing: Browsing) -> None:
    sam, by = browsing(made.crew.sam), acting(made.crew.sam)
    draft = drafts.begin(by=by, scheme=made.scheme, title="Turbines", like=made.version)
    part = draft.requirements.get(code="EDU")
    told = {name: getattr(part, name) for name in ("code", "kind", "words", "rationale", "evidence", "stage")}
    requirements.write(by=by, version=draft, **{**told, "words": "Changed meanwhile."}, seen=part.revision)

    answer = sam.post(reverse("schemes:requirement", args=[draft.pk, part.pk]), {**told, "seen": part.revision})

    assert (answer.status_code, "Somebody else changed this record" in text_of(answer)) == (409, True)
    assert draft.requirements.get(code="EDU").words == "Changed meanwhile."


def test_wrong_columns_are_told_on_the_form_and_nothing_comes_in(begun: Begun, browsing: Browsing) -> None:
    analysis = analyses.begin(by=acting(begun.crew.sam), scheme=begun.scheme, title="Turbines", method="Interviews")
    answer = post(browsing(begun.crew.sam), "analysis-list", analysis.pk, file=upload("wrong_columns.csv"))
    page = text_of(answer)
    assert (answer.status_code, TaskImport.objects.exists()) == (409, False)
    assert "The columns of this list are: no, activity, area." in page
    assert "Name the columns in the first line: number, task, domain, source" in page


def test_file_of_another_kind_is_told_on_the_form(begun: Begun, browsing: Browsing) -> None:
    analysis = analyses.begin(by=acting(begun.crew.sam), scheme=begun.scheme, title="Turbines", method="Interviews")
    program = SimpleUploadedFile("tasks.csv", b"MZ\x00\x00", content_type="text/csv")
    answer = post(browsing(begun.crew.sam), "analysis-list", analysis.pk, file=program)
    assert (answer.status_code, "is a program or a web page" in text_of(answer)) == (422, True)


def test_every_bad_row_is_shown_with_its_reason(begun: Begun, browsing: Browsing) -> None:
    sam = browsing(begun.crew.sam)
    analysis = analyses.begin(by=acting(begun.crew.sam), scheme=begun.scheme, title="Turbines", method="Interviews")
    done(sam, "analysis-list", analysis.pk, file=upload("rows.csv"))
    page = text_of(get(sam, "task-list", TaskImport.objects.get().pk))
    assert [reason in page for reason in REASONS_TOLD] == [True] * len(REASONS_TOLD)


REASONS_TOLD = (
    "The row has no number.",
    "The row has no task.",
    "The number 1 stands in line 2 already.",
    "The same task stands in line 2 already.",
    "The row has 3 cells where the head has 4.",
    "The number is longer than 20 characters.",
)


def rating(begun: Begun) -> JobAnalysis:
    """An analysis of ten tasks that Pia and Pit are to rate again."""
    by = acting(begun.crew.sam)
    analysis = begun.analysis()
    again = analyses.begin(by=by, scheme=begun.scheme, title="Anew", method="Interviews")
    for task in analysis.tasks.all():
        tasks.add(by=by, analysis=again, number=task.number, words=task.words, domain=task.domain)
    for person, interest in ((begun.crew.pia, "Operators"), (begun.crew.pit, "Technicians")):
        panels.join(by=by, analysis=again, person=person, interest=interest, qualification="Secret laboratory")
    return analyses.open_rating(by=by, analysis=again)


def test_member_rates_some_tasks_now_and_others_later(begun: Begun, browsing: Browsing) -> None:
    analysis, pia = rating(begun), browsing(begun.crew.pia)
    first, second = analysis.tasks.order_by("position")[:2]
    done(pia, "rate", analysis.pk, **{f"importance_{first.pk}": "5", f"frequency_{first.pk}": "2"})
    assert "You have rated 1 of 10 tasks." in text_of(get(pia, "rate", analysis.pk))

    half = post(pia, "rate", analysis.pk, **{f"importance_{second.pk}": "4"})

    assert (half.status_code, "Rate this as well." in text_of(half)) == (422, True)
    kept = Rating.objects.filter(member__analysis=analysis).values_list("task", "importance", "frequency")
    assert list(kept) == [(first.pk, 5, 2)]


def test_who_is_not_on_the_panel_has_no_page_to_rate_on(begun: Begun, browsing: Browsing, cast: Cast) -> None:
    analysis = rating(begun)
    member = PanelMember.objects.get(analysis=analysis, person=begun.crew.pit)
    panels.leave(by=acting(begun.crew.sam), member=member, reason="Moved.")
    codes = [get(browsing(person), "rate", analysis.pk).status_code for person in (begun.crew.pit, begun.crew.sam)]
    assert codes == [404, 403]


def test_qualifications_are_read_by_the_scheme_alone_and_every_look_is_logged(
    begun: Begun, browsing: Browsing, cast: Cast
) -> None:
    analysis = rating(begun)
    other = schemes.open_scheme(by=acting(cast.tom), code="BRT", name="Blades")
    stranger = a_crew(cast, other.scope).sam
    people = (begun.crew.sam, begun.crew.pia, cast.quinn, begun.crew.ivo, stranger)
    shown = ["Secret laboratory" in text_of(get(browsing(person), "analysis", analysis.pk)) for person in people]
    logged = Access.objects.filter(reading="schemes.panel.read", subject=analysis.ref).values_list("actor", flat=True)
    assert shown == [True, True, True, False, False]
    assert list(logged.order_by("at")) == [str(acting(person)) for person in people[:3]]


def test_missing_things_lead_to_where_they_are_mended(begun: Begun, browsing: Browsing) -> None:
    sam = browsing(begun.crew.sam)
    draft = drafts.begin(by=acting(begun.crew.sam), scheme=begun.scheme, title="Turbines")
    page = get(sam, "version", draft.pk).content.decode()
    card = page[page.index('id="lacking"') : page.index('id="facts"')]
    links = re.findall(r'href="([^"#]+)(?:#([^"]+))?"', card)
    assert len(links) > 15
    assert {sam.get(address).status_code for address, _place in links} == {200}
    assert [place for _address, place in links if place and f'id="{place}"' not in page] == []


def test_who_may_not_write_sees_no_way_to(begun: Begun, browsing: Browsing) -> None:
    draft = begun.draft()
    seen = {name: get(browsing(getattr(begun.crew, name)), "version", draft.pk) for name in ("sam", "ava", "ivo")}
    assert {name: f"/versions/{draft.pk}/requirement/" in str(page.content) for name, page in seen.items()} == {
        "sam": True,
        "ava": False,
        "ivo": False,
    }


def test_changes_are_shown_side_by_side(made: Made, browsing: Browsing) -> None:
    by = acting(made.crew.sam)
    draft = drafts.begin(by=by, scheme=made.scheme, title="Turbines of today", like=made.version)
    requirements.strike(by=by, version=draft, code="SAFE")
    page = get(browsing(made.crew.ava), "version-changes", draft.pk)
    told = {
        (str(group.title), str(each.label), each.kind): (each.before.split("\n")[0], each.after.split("\n")[0])
        for group in page.context["groups"]
        for each in group.differences
    }
    assert told == {
        ("Words and numbers", "Title", "changed"): ("Wind Turbine Technician", "Turbines of today"),
        ("Requirements", "SAFE", "removed"): ("A basic safety training.", ""),
    }
    assert get(browsing(made.crew.ava), "version-changes", made.version.pk).status_code == 404


def test_list_of_schemes_costs_the_same_for_one_as_for_three(made: Made, browsing: Browsing, cast: Cast) -> None:
    sam = browsing(made.crew.sam)
    get(sam, "schemes")
    counts = []
    for code in ("", "ABC", "DEF"):
        if code:
            schemes.open_scheme(by=acting(cast.tom), code=code, name=code)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            get(sam, "schemes")
        counts.append(len(captured))
    assert counts == [counts[0]] * 3


def test_page_of_a_version_keeps_within_its_queries(made: Made, browsing: Browsing) -> None:
    sam = browsing(made.crew.sam)
    draft = drafts.begin(by=acting(made.crew.sam), scheme=made.scheme, title="Turbines", like=made.version)
    get(sam, "version", draft.pk)
    with CaptureQueriesContext(connection) as captured:
        get(sam, "version", draft.pk)
    assert len(captured) <= 60


def test_scheme_shows_its_versions_and_analyses(made: Made, browsing: Browsing) -> None:
    page = text_of(get(browsing(made.crew.ava), "scheme", made.scheme.pk))
    assert ("WTT-1 Wind Turbine Technician" in page, "in effect from 2 Mar 2026" in page) == (True, True)
    assert made.version.analysis.number in page


def test_desk_is_closed_to_outsiders(cast: Cast, browsing: Browsing) -> None:
    assert [get(browsing(person), "schemes").status_code for person in (cast.otto, cast.carla)] == [403, 403]


def test_search_finds_schemes_versions_and_analyses_for_who_may_read_them(
    made: Made, browsing: Browsing, cast: Cast
) -> None:
    analysis = made.version.analysis
    by_code = text_of(browsing(made.crew.sam).get("/search", {"q": "WTT"}))
    by_number = browsing(made.crew.ava).get("/search", {"q": analysis.number})
    outside = text_of(browsing(cast.carla).get("/search", {"q": "WTT"}))
    assert ("WTT-1" in by_code, "Wind Turbine Technician · In effect" in by_code) == (True, True)
    assert by_number["Location"] == reverse("schemes:analysis", args=[analysis.pk])
    assert "WTT-1" not in outside
