"""A survey of an occupation: people answer by a link, nothing leads from them to their answers, and weights follow."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from guildhall.identity.roles import PSYCHOMETRICIAN
from guildhall.kernel import clock
from guildhall.kernel.declarations import ControlState
from guildhall.kernel.refusals import Refusal
from guildhall.ledger.models import Entry
from guildhall.schemes import jobs, results
from guildhall.schemes.acts import analyses, answering, mailing, schemes, surveys
from guildhall.schemes.controls import addresses_of_surveys_are_gone, surveys_protect_who_answers
from guildhall.schemes.freezing import content_of, frozen
from guildhall.schemes.lifecycles import SurveyState
from guildhall.schemes.models import Progress, Survey, SurveyAnswer, SurveyInvitation
from guildhall.schemes.surveying import answers, letters, links
from guildhall.schemes.work import (
    analyses_to_weigh,
    surveys_of_few,
    surveys_to_close,
    surveys_to_open,
    surveys_to_remind,
)
from guildhall.vault import keys
from tests import forge
from tests.cast import Cast, acting, authorise, engage
from tests.making import a_crew, a_scope
from tests.schemes.conftest import Begun, refused
from tests.schemes.making_studies import computed
from tests.schemes.making_surveys import (
    LETTERS,
    TOLD,
    a_rated_analysis,
    a_survey,
    address,
    answered,
    closed,
    handed_in,
    invitation_of,
    invited,
    kept,
    opened,
    secret_of,
)
from tests.staging import set_once

RATED = {"1": (5, 4), "2": (2, 1)}
SENT = {"revision": ""}
"""A form in which nothing is typed, as a browser sends it."""


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Cast, Begun]]:
    """A scheme with its crew and an analysis that the panel has rated; each test leaves them as they were."""
    with set_once(django_db_blocker):
        cast = engage()
        scope = a_scope(cast)
        scheme = schemes.open_scheme(by=acting(cast.tom), code="WTT", name="Turbines", scope=scope)
        begun = Begun(scheme, a_crew(cast, scope))
        a_rated_analysis(begun)
        yield cast, begun


@pytest.fixture
def cast(stage: tuple[Cast, Begun]) -> Cast:
    return stage[0]


@pytest.fixture
def begun(stage: tuple[Cast, Begun]) -> Begun:
    return stage[1]


@pytest.fixture
def analysis(begun: Begun) -> Any:
    return begun.scheme.analyses.select_related("scheme__scope").get()


@pytest.fixture
def survey(begun: Begun, analysis: Any) -> Survey:
    return a_survey(begun, analysis)


def test_answers_reach_the_weights_and_a_study(begun: Begun, analysis: Any):
    before = results.of(analysis).domains
    survey = answered(begun, analysis)
    assert results.of(analysis).domains == before == {"Safety": Decimal("66.67"), "Mechanics": Decimal("33.33")}
    survey = closed(begun, survey)
    found = results.of(analysis)
    assert found.raters == 6
    assert found.domains == {"Safety": Decimal("84.62"), "Mechanics": Decimal("15.38")}
    study = computed(survey.study)
    assert (survey.state, study.about, study.persons) == (SurveyState.CLOSED, analysis.ref, 6)
    assert study.results["weights"]["Safety"] == pytest.approx(84.62, abs=0.01)
    assert study.results["response"]["subgroup"]["strata"] == [
        {**each, "name": name, "asked": asked, "answered": came}
        for each, (name, asked, came) in zip(
            study.results["response"]["subgroup"]["strata"], [("North", 3, 3), ("others", 2, 1)], strict=True
        )
    ]


def test_nothing_leads_from_a_person_to_what_they_said(begun: Begun, analysis: Any):
    survey = answered(begun, analysis)
    rows = {str(pk) for pk in SurveyAnswer.objects.values_list("pk", flat=True)}
    invitations = SurveyInvitation.objects.filter(progress=Progress.ANSWERED)
    ids = {str(pk) for pk in invitations.values_list("pk", flat=True)}
    told = [
        f"{each.subject} {each.line} {each.result} {each.actor}"
        for each in Entry.objects.filter(act__startswith="schemes.answer.")
    ]
    assert (len(told), {entry for entry in told if any(each in entry for each in rows | ids)}) == (8, set())
    assert [(each.address, each.secret, each.letter) for each in invitations] == [("", "", "")] * 4
    columns = {field.attname for model in (SurveyAnswer, SurveyInvitation) for field in model._meta.local_fields}
    assert {name for name in columns if name.endswith("_at")} == set()
    assert {UUID(each.link[:32]) for each in invitations} & set(
        SurveyAnswer.objects.values_list("pk", flat=True)
    ) == set()
    content = content_of(closed(begun, survey).study).decode()
    assert [
        name
        for name in ("nora", "sven", "@", "South")
        if name in content.replace('"population":{"North":300,"South":null}', "")
    ] == []


def test_the_database_holds_no_secret_and_no_plain_address(begun: Begun, survey: Survey):
    secret = invited(begun, survey, "North", "nora")["nora"]
    handed_in(opened(begun, survey), secret, RATED)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {SurveyInvitation._meta.db_table}")
        held = repr(cursor.fetchall())
    assert secret not in held
    assert "nora" not in held


def test_somebody_stops_and_comes_back(begun: Begun, survey: Survey):
    secret = invited(begun, survey, "North", "nora")["nora"]
    survey = opened(begun, survey)
    kept(survey, secret, {"1": (5, 4)})
    kept(survey, secret, {"1": (4, 4), "2": (2, 1)})
    found = links.answered(secret)
    assert (found.ratings, found.group, found.finished) == ({"1": [4, 4], "2": [2, 1]}, "North", False)
    assert links.invited(secret).progress == Progress.BEGUN
    handed_in(survey, secret, {})
    assert links.invited(secret) is None
    refused("survey-link", kept, survey=survey, secret=secret, ratings=RATED)


def test_a_foreign_or_closed_link_answers_nothing(begun: Begun, analysis: Any):
    survey, other = answered(begun, analysis), a_survey(begun, analysis)
    secret = invited(begun, other, "North", "nora")["nora"]
    refused("survey-link", kept, survey=survey, secret=secret, ratings=RATED)
    refused("survey-link", kept, survey=other, secret=secret, ratings=RATED)
    refused("survey-link", kept, survey=survey, secret=links.new_secret(), ratings=RATED)
    late = invitation_of(survey, "sol").secret
    survey = closed(begun, survey)
    refused("survey-link", kept, survey=survey, secret=late, ratings=RATED)


def test_an_answer_lies_on_the_scales_and_is_handed_in_once_there_is_one(begun: Begun, survey: Survey):
    secret = invited(begun, survey, "", "nora")["nora"]
    survey = opened(begun, survey)
    for wrong in ({"1": (0, 1)}, {"1": (6, 1)}, {"1": (1, 6)}, {"9": (1, 1)}):
        refused("survey-scale", kept, survey=survey, secret=secret, ratings=wrong)
    refused("survey-group-known", kept, survey=survey, secret=secret, ratings={}, group="East")
    refused("survey-whole", handed_in, survey=survey, secret=secret, ratings={})
    handed_in(survey, secret, {"1": (1, 0)}, group="South")
    assert SurveyAnswer.objects.get().group == "South"


def test_somebody_takes_back_what_they_said(begun: Begun, survey: Survey):
    secret = invited(begun, survey, "North", "nora")["nora"]
    survey = opened(begun, survey)
    kept(survey, secret, RATED)
    given = {"link": links.fingerprint(secret), "answer": links.answer_id(secret)}
    answering.withdraw(by=answering.DOOR, survey=survey, **given)
    assert [(each.ratings, each.group) for each in SurveyAnswer.objects.all()] == [({}, "")]
    assert [(each.progress, each.address) for each in survey.invitations.all()] == [(Progress.WITHDRAWN, "")]


def test_a_common_link_gives_everybody_a_link_of_their_own(begun: Begun, survey: Survey):
    common, own = links.new_secret(), links.new_secret()
    given = {"by": answering.DOOR, "common": links.fingerprint(common), "link": links.fingerprint(own)}
    survey = surveys.share(by=acting(begun.crew.sam), survey=survey, common=links.fingerprint(common))
    refused("survey-link", answering.join, survey=survey, **given)
    survey = opened(begun, survey)
    answering.join(survey=survey, **given)
    handed_in(survey, own, RATED)
    refused("survey-link", answering.join, survey=survey, **{**given, "common": links.fingerprint(own)})
    assert [(each.by_open_link, each.finished) for each in SurveyAnswer.objects.all()] == [(True, True)]


def test_no_person_and_no_other_machine_answers(begun: Begun, survey: Survey):
    secret = invited(begun, survey, "North", "nora")["nora"]
    survey = opened(begun, survey)
    for by in (acting(begun.crew.sam), LETTERS):
        with pytest.raises(Refusal):
            answering.withdraw(by=by, survey=survey, link=links.fingerprint(secret), answer=links.answer_id(secret))


def test_letters_go_out_with_the_link_and_forget_it(begun: Begun, survey: Survey):
    secret = invited(begun, survey, "North", "nora")["nora"]
    assert letters.send_waiting(LETTERS) == 0
    opened(begun, survey)
    assert letters.send_waiting(LETTERS) == 1
    assert (mail.outbox[0].to, mail.outbox[0].key_id) == ([address("nora")], survey.mail_key)
    assert links.link(secret) in mail.outbox[0].body
    invitation = invitation_of(survey, "nora")
    assert (invitation.secret, invitation.letter, invitation.sent_on) == ("", "", clock.today())
    assert letters.send_waiting(LETTERS) == 0
    refused("survey-not-anothers", mailing.send, by=LETTERS, invitation=invitation)


def test_a_letter_in_german_is_german(begun: Begun, survey: Survey):
    addresses = [address("nora")]
    surveys.invite(by=acting(begun.crew.sam), survey=survey, addresses=addresses, group="", language="de")
    opened(begun, survey)
    letters.send_waiting(LETTERS)
    assert "Guten Tag" in mail.outbox[0].body


def test_a_letter_that_cannot_be_sent_is_tried_again(begun: Begun, survey: Survey, settings: Any):
    invited(begun, survey, "North", "nora")
    opened(begun, survey)
    settings.EMAIL_BACKEND = "tests.schemes.broken_mail.Broken"
    assert letters.send_waiting(LETTERS) == 0
    invitation = invitation_of(survey, "nora")
    assert (invitation.tries, invitation.problem, invitation.secret != "") == (1, "ConnectionRefusedError", True)


def test_reminders_go_to_who_has_not_answered_and_renew_the_link(begun: Begun, survey: Survey):
    secrets = invited(begun, survey, "North", "nora", "nils", "nick")
    by = acting(begun.crew.sam)
    survey = opened(begun, survey)
    refused("survey-reminding", surveys.remind, by=by, survey=survey)
    letters.send_waiting(LETTERS)
    kept(survey, secrets["nils"], RATED)
    handed_in(survey, secrets["nick"], RATED)
    survey = surveys.remind(by=by, survey=survey)
    fresh = secret_of(survey, "nora")
    assert (links.invited(secrets["nora"]), links.invited(fresh) is not None) == (None, True)
    assert links.invited(secrets["nils"]) is not None
    mail.outbox.clear()
    letters.send_waiting(LETTERS)
    sent = {each.to[0]: each.body for each in mail.outbox}
    assert set(sent) == {address("nora"), address("nils")}
    assert links.link(fresh) in sent[address("nora")]
    assert "/surveys/" not in sent[address("nils")]


def test_small_numbers_are_told_to_nobody(begun: Begun, analysis: Any):
    survey = answered(begun, analysis)
    told = {each.group: (each.invited, each.answered) for each in answers.responses(survey)}
    assert told == {"North": (3, None), "South": (2, None)}
    handed_in(survey, secret_of(survey, "sol"), RATED)
    more = invited(begun, survey, "South", "sam")
    handed_in(survey, more["sam"], RATED)
    told = {each.group: each.answered for each in answers.responses(survey)}
    assert told == {"North": 3, "South": 3}


def test_too_few_answers_come_to_nothing(begun: Begun, survey: Survey):
    secret = invited(begun, survey, "North", "nora")["nora"]
    survey = opened(begun, survey)
    handed_in(survey, secret, RATED)
    given = {"by": acting(begun.crew.sam), "survey": survey}
    refused("survey-enough", surveys.close, **given, dataset=frozen(answers.dataset_of(survey)))
    survey = surveys.abandon(**given, reason="Too few")
    assert (survey.state, results.of(survey.analysis).raters) == (SurveyState.ABANDONED, 2)
    refused("survey-going-on", surveys.share, by=given["by"], survey=survey, common="x")


def test_what_is_frozen_is_what_was_answered(begun: Begun, analysis: Any):
    survey = answered(begun, analysis)
    data = frozen(answers.dataset_of(survey))
    handed_in(survey, secret_of(survey, "sol"), RATED)
    refused("R-27", surveys.close, by=acting(begun.crew.sam), survey=survey, dataset=data)


def test_ratings_are_not_closed_while_people_answer(begun: Begun, analysis: Any):
    survey = answered(begun, analysis)
    by = acting(begun.crew.sam)
    refused("survey-over-first", analyses.close, by=by, analysis=analysis)
    closed(begun, survey)
    analyses.close(by=by, analysis=analysis)


def test_an_approved_analysis_takes_no_more_answers(begun: Begun, analysis: Any):
    by = acting(begun.crew.sam)
    closing = analyses.close(by=by, analysis=analysis)
    late = a_survey(begun, closing)
    refused("survey-of-tasks", surveys.open_survey, by=by, survey=late)
    analyses.approve(by=acting(begun.crew.ava), analysis=closing)
    refused("analysis-open", a_survey, begun=begun, analysis=analysis)


def test_a_survey_that_lost_its_analysis_is_abandoned(begun: Begun, analysis: Any):
    survey = answered(begun, analysis)
    analyses.abandon(by=acting(begun.crew.sam), analysis=analysis, reason="Another one is planned")
    refused(
        "survey-into-analysis",
        surveys.close,
        by=acting(begun.crew.sam),
        survey=survey,
        dataset=frozen(answers.dataset_of(survey)),
    )


def test_addresses_go_with_the_survey(begun: Begun, analysis: Any):
    survey = closed(begun, answered(begun, analysis))
    assert {(each.address, each.secret) for each in survey.invitations.all()} == {("", "")}


def test_what_people_are_told_stands_once_they_answer(begun: Begun, survey: Survey):
    given = {**TOLD, "until_on": clock.today() + timedelta(days=30), "remind_after": 0}
    by = acting(begun.crew.sam)
    survey = surveys.describe(by=by, survey=survey, **{**given, "title": "Work at height"})
    assert (survey.title, survey.remind_after) == ("Work at height", 0)
    refused("survey-asked", surveys.open_survey, by=by, survey=survey)
    invited(begun, survey, "North", "nora")
    survey = opened(begun, survey)
    refused("survey-preparing", surveys.describe, by=by, survey=survey, **given)
    survey = surveys.extend(by=by, survey=survey, until_on=clock.today() + timedelta(days=60))
    refused("survey-day", surveys.extend, by=by, survey=survey, until_on=clock.today())


def test_a_survey_is_opened_before_its_day(begun: Begun, survey: Survey):
    invited(begun, survey, "North", "nora")
    with clock.at(clock.now() + timedelta(days=22)):
        refused("survey-ahead", opened, begun=begun, survey=survey)


def test_only_an_open_survey_is_extended(begun: Begun, survey: Survey):
    refused(
        "survey-open", surveys.extend, by=acting(begun.crew.sam), survey=survey, until_on=clock.today() + timedelta(9)
    )


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        ("survey-told", {"privacy": " "}),
        ("survey-groups", {"least": 2}),
        ("survey-groups", {"question": ""}),
        ("survey-groups", {"groups": [{"name": "North"}, {"name": "North"}]}),
    ],
)
def test_a_survey_says_what_it_is_and_protects_who_answers(begun: Begun, analysis: Any, rule: str, wrong: Any):
    refused(rule, a_survey, begun=begun, analysis=analysis, **wrong)


def test_people_are_invited_by_addresses_each_once(begun: Begun, survey: Survey):
    given = {"by": acting(begun.crew.sam), "survey": survey}
    refused("survey-addresses", surveys.invite, **given, addresses=["nora"], group="")
    refused("survey-addresses", surveys.invite, **given, addresses=[], group="")
    refused("survey-group-known", surveys.invite, **given, addresses=["n@field.example"], group="East")
    surveys.invite(**given, addresses=["n@field.example", "N@field.example"], group="North")
    surveys.invite(**given, addresses=["n@field.example ", "m@field.example"], group="North")
    assert survey.invitations.count() == 2


def test_who_runs_no_survey_begins_none(begun: Begun, analysis: Any, cast: Cast):
    for person in (begun.crew.max, begun.crew.ava, cast.otto):
        with pytest.raises(Refusal):
            surveys.begin(by=acting(person), analysis=analysis, **TOLD, until_on=clock.today() + timedelta(days=21))


def start(secret: str, *more: object) -> str:
    return "/".join(["/surveys", secret, *map(str, more), ""])


def chosen(survey: Survey, *pairs: tuple[int, int]) -> dict[str, str]:
    """What somebody ticks on a page, task by task."""
    ticked = {}
    for task, (importance, frequency) in zip(survey.analysis.tasks.order_by("position", "number"), pairs, strict=False):
        ticked |= {f"importance_{task.pk}": str(importance), f"frequency_{task.pk}": str(frequency)}
    return ticked


def test_a_browser_sends_the_forms_of_a_survey(begun: Begun, survey: Survey):
    """It keeps to the page's policy: without a referrer it names no origin either, and the house refuses the form."""
    secret = invited(begun, survey, "North", "nora")["nora"]
    opened(begun, survey)
    browser = Client(enforce_csrf_checks=True)
    page = browser.get(start(secret))
    origin = "null" if page["Referrer-Policy"] == "no-referrer" else "http://testserver"
    token = {"csrfmiddlewaretoken": browser.cookies["csrftoken"].value}
    assert browser.post(start(secret), token, headers={"origin": origin}).url == start(secret, "tasks", 1)


def test_somebody_without_an_account_answers_from_beginning_to_end(begun: Begun, survey: Survey, client: Client):
    secret = invited(begun, survey, "", "nora")["nora"]
    survey = opened(begun, survey)
    page = client.get(start(secret))
    assert all(words in page.text for words in (survey.introduction, survey.privacy, survey.question))
    assert (page["Cache-Control"], page["Referrer-Policy"]) == ("no-store", "same-origin")
    assert client.post(start(secret), {"group": "South"}).url == start(secret, "tasks", 1)
    half = dict(list(chosen(survey, (5, 4), (2, 0)).items())[:3])
    assert client.post(start(secret, "tasks", 1), half).status_code == 422
    assert links.answered(secret).ratings == {"1": [5, 4]}
    saved = client.post(start(secret, "tasks", 1), chosen(survey, (5, 4), (2, 0)), headers={"X-Saved-As-One-Goes": "1"})
    assert (saved.status_code, links.answered(secret).ratings["2"]) == (204, [2, 0])
    assert client.post(start(secret, "tasks", 1), {**chosen(survey, (5, 4)), "stop": ""}).url == start(secret)
    assert "You have rated 2 of 3 tasks." in client.get(start(secret)).text
    assert client.post(start(secret, "tasks", 1), chosen(survey, (5, 4), (2, 0), (3, 3))).url == start(secret, "end")
    assert client.post(start(secret, "end")).url == "/surveys/thanks/"
    assert "Your answers are handed in" in client.get("/surveys/thanks/").text
    answer = SurveyAnswer.objects.get()
    assert (answer.finished, answer.group, answer.ratings) == (True, "South", {"1": [5, 4], "2": [2, 0], "3": [3, 3]})


def test_a_link_that_does_not_work_tells_nothing(begun: Begun, survey: Survey, client: Client):
    secrets = invited(begun, survey, "North", "nora", "nils", "nick")
    before = [client.get(start(secrets["nora"]))]
    survey = opened(begun, survey)
    handed_in(survey, secrets["nora"], RATED)
    told = [client.get(start(secrets["nora"], *more)) for more in ((), ("tasks", 1), ("end",), ("leave",))]
    told += [client.get(start(links.new_secret())), client.post(start(secrets["nora"], "end"))]
    surveys.abandon(by=acting(begun.crew.sam), survey=survey, reason="Another one is planned")
    told += [*before, client.get(start(secrets["nils"]))]
    assert {answer.status_code for answer in told} == {404}
    pages = {
        answer.text.replace(answer.wsgi_request.path, "").partition("<main")[2].partition("</main>")[0]
        for answer in told
    }
    assert len(pages) == 1
    assert survey.title not in pages.pop()


def test_who_tries_links_is_slowed_down(client: Client):
    answers_given = [client.get(start(links.new_secret())).status_code for _ in range(12)]
    assert answers_given == [404] * 10 + [429] * 2


def test_who_begins_by_the_common_link_gets_one_of_their_own(
    begun: Begun, survey: Survey, client: Client, browsing: Any
):
    sam = browsing(begun.crew.sam)
    shown = sam.post(f"/schemes/surveys/{survey.pk}/share/", SENT)
    common = shown.context["link"].rpartition("/surveys/")[2].strip("/")
    assert common in shown.text
    assert common not in sam.get(f"/schemes/surveys/{survey.pk}/").text
    opened(begun, Survey.reloaded(survey.pk))
    assert survey.title in client.get(start(common)).text
    own = client.post(start(common)).url
    assert "is now yours alone" in client.get(own).text
    assert own != start(common)
    assert SurveyInvitation.objects.get().by_open_link


def test_somebody_does_not_take_part(begun: Begun, survey: Survey, client: Client):
    secret = invited(begun, survey, "North", "nora")["nora"]
    opened(begun, survey)
    assert "deleted" in client.get(start(secret, "leave")).text
    assert client.post(start(secret, "leave")).url == "/surveys/left/"
    assert "your address too" in client.get("/surveys/left/").text
    assert survey.invitations.get().progress == Progress.WITHDRAWN


def test_nothing_is_handed_in_before_something_is_answered(begun: Begun, survey: Survey, client: Client):
    secret = invited(begun, survey, "North", "nora")["nora"]
    opened(begun, survey)
    assert "Rate the first task" in client.post(start(secret, "end")).text
    assert survey.invitations.get().progress == Progress.INVITED


def test_a_survey_is_run_by_its_pages(begun: Begun, analysis: Any, browsing: Callable[..., Client]):
    sam, day = browsing(begun.crew.sam), clock.today() + timedelta(days=30)
    words = {
        "title": "Work",
        "introduction": "Why",
        "privacy": "How",
        "question": "Where?",
        "least": 3,
        "remind_after": 7,
    }
    given = {**words, "until_on": day.isoformat(), "groups": "North, 300\nSouth"}
    where = sam.post(f"/schemes/analyses/{analysis.pk}/survey/", given).url
    survey = Survey.objects.get()
    assert survey.groups == [{"name": "North", "population": 300}, {"name": "South", "population": None}]
    assert sam.post(f"{where}describe/", {**given, "title": "Work at height"}).url == where
    people = "\n".join(address(each) for each in ("nora", "nils", "nick"))
    assert sam.post(f"{where}invite/", {"addresses": people, "group": "North", "language": "en"}).url == where
    assert sam.post(f"{where}open/", SENT).url == where
    assert sam.post(f"{where}extend/", {"until_on": (day + timedelta(days=5)).isoformat()}).url == where
    survey = Survey.reloaded(survey.pk)
    assert sam.post(f"{where}close/", SENT).status_code == 409
    for name in ("nora", "nils", "nick"):
        handed_in(survey, secret_of(survey, name), RATED)
    shown = sam.get(where).text
    assert all(words in shown for words in ("Work at height", "Who has answered", "Remind who has not answered"))
    assert survey.number in sam.get(f"/schemes/analyses/{analysis.pk}/").text
    assert sam.post(f"{where}close/", SENT).url == where
    survey = Survey.reloaded(survey.pk)
    assert (survey.state, survey.study.persons) == (SurveyState.CLOSED, 5)


def test_no_page_shows_who_was_asked_or_what_they_said(begun: Begun, analysis: Any, browsing: Callable[..., Client]):
    survey = answered(begun, analysis)
    for person in (begun.crew.sam, begun.crew.ava):
        shown = browsing(person).get(f"/schemes/surveys/{survey.pk}/").text
        assert [name for name in ("nora", "sven", "sol", "field.example") if name in shown] == []
        assert "withheld" in shown
    assert browsing(begun.crew.erik).get(f"/schemes/surveys/{survey.pk}/").status_code == 403


def test_the_house_reminds_sends_and_forgets_by_itself(begun: Begun, analysis: Any):
    survey = a_survey(begun, analysis)
    secrets = invited(begun, survey, "North", "nora", "nils", "nick", "nele")
    survey = opened(begun, survey)
    jobs.send_survey_letters.function()
    jobs.remind_of_surveys.function()
    assert len(mail.outbox) == 4
    for name in ("nora", "nils", "nick"):
        handed_in(survey, secrets[name], RATED)
    with clock.at(clock.now() + timedelta(days=7)):
        jobs.remind_of_surveys.function()
        jobs.remind_of_surveys.function()
        jobs.send_survey_letters.function()
    assert [each.to for each in mail.outbox[4:]] == [[address("nele")]]
    jobs.forget_addresses.function()
    assert keys.exists(survey.mail_key)
    closed(begun, Survey.reloaded(survey.pk))
    jobs.forget_addresses.function()
    assert not keys.exists(survey.mail_key)


def test_a_survey_past_its_day_waits_for_who_runs_it(begun: Begun, analysis: Any, cast: Cast):
    survey = answered(begun, analysis)
    assert list(surveys_to_close.waiting_for(person_id=begun.crew.sam.pk)) == []
    with clock.at(clock.now() + timedelta(days=22)):
        waiting = [each.what for each in surveys_to_close.waiting_for(person_id=begun.crew.sam.pk)]
        assert waiting == [f"Survey {survey.number}: close, or give more time"]
        assert list(surveys_to_close.waiting_for(person_id=begun.crew.max.pk)) == []


def waits(queue: Any, person: Any) -> list[tuple[str, str]]:
    """What waits for somebody in a queue of surveys, each with its reason."""
    return [(each.what, each.why) for each in queue.waiting_for(person_id=person.pk)]


def test_a_survey_in_preparation_waits_to_be_opened(begun: Begun, analysis: Any, cast: Cast):
    sam = begun.crew.sam
    assert waits(surveys_to_open, sam) == []
    survey = a_survey(begun, analysis)
    told = f"Survey {survey.number}: open it"
    assert waits(surveys_to_open, sam) == [(told, "Nobody is invited yet, and there is no common link.")]
    invited(begun, survey, "North", "nora")
    ready = [(told, "The letters go out when it is open; until then nobody can answer.")]
    assert waits(surveys_to_open, sam) == ready
    assert waits(surveys_to_open, begun.crew.max) == waits(surveys_to_open, begun.crew.ava) == []
    with clock.at(clock.now() + timedelta(days=21)):
        assert waits(surveys_to_open, sam) == [
            (told, "Its last day has come before anybody was asked: give it another.")
        ]
    opened(begun, survey)
    assert waits(surveys_to_open, sam) == []


def test_reminders_by_hand_wait_for_who_runs_the_survey(begun: Begun, analysis: Any):
    sam, now = begun.crew.sam, clock.now()
    survey = a_survey(begun, analysis, remind_after=0)
    secrets = invited(begun, survey, "North", "nora", "nils")
    survey = opened(begun, survey)
    letters.send_waiting(LETTERS)
    with clock.at(now + timedelta(days=6)):
        assert waits(surveys_to_remind, sam) == []
    with clock.at(now + timedelta(days=7)):
        jobs.remind_of_surveys.function()
        assert waits(surveys_to_remind, sam) == [
            (
                f"Survey {survey.number}: remind who has not answered",
                "Some have not answered, and nobody has written to them for a while.",
            )
        ]
        assert waits(surveys_to_remind, begun.crew.max) == []
        handed_in(survey, secrets["nora"], RATED)
        survey = surveys.remind(by=acting(sam), survey=survey)
        letters.send_waiting(LETTERS)
        assert waits(surveys_to_remind, sam) == []
    with clock.at(now + timedelta(days=14)):
        assert len(waits(surveys_to_remind, sam)) == 1
        handed_in(survey, secret_of_reminded(survey), RATED)
        assert waits(surveys_to_remind, sam) == []


def secret_of_reminded(survey: Survey) -> str:
    """The secret in the last letter that went out."""
    return mail.outbox[-1].body.partition("/surveys/")[2].split()[0].strip("/")


def test_the_house_reminds_first_and_a_person_only_where_it_did_not(begun: Begun, analysis: Any):
    survey = a_survey(begun, analysis)
    invited(begun, survey, "North", "nora")
    opened(begun, survey)
    letters.send_waiting(LETTERS)
    with clock.at(clock.now() + timedelta(days=7)):
        assert waits(surveys_to_remind, begun.crew.sam) == []
    with clock.at(clock.now() + timedelta(days=8)):
        assert len(waits(surveys_to_remind, begun.crew.sam)) == 1
        jobs.remind_of_surveys.function()
        assert waits(surveys_to_remind, begun.crew.sam) == []


def test_few_answers_a_week_before_the_end_wait_for_who_runs_the_survey(begun: Begun, analysis: Any):
    sam, now = begun.crew.sam, clock.now()
    survey = answered(begun, analysis)
    handed_in(survey, secret_of(survey, "sol"), RATED)
    handed_in(survey, invited(begun, survey, "South", "sam")["sam"], RATED)
    with clock.at(now + timedelta(days=20)):
        assert waits(surveys_of_few, sam) == []
        invited(begun, survey, "South", *(f"south{each}" for each in range(8)))
        letters.send_waiting(LETTERS)
        assert waits(surveys_of_few, sam) == [
            (
                f"Survey {survey.number}: few have answered; remind them, or give more time",
                "Its last day is near, and too few have answered of: South.",
            )
        ]
        assert waits(surveys_of_few, begun.crew.max) == []
    with clock.at(now + timedelta(days=13)):
        assert waits(surveys_of_few, sam) == []
    with clock.at(now + timedelta(days=15)):
        surveys.remind(by=acting(sam), survey=survey)
        assert waits(surveys_of_few, sam) == []


def test_more_time_takes_few_answers_from_the_work(begun: Begun, analysis: Any):
    survey = surveys.share(
        by=acting(begun.crew.sam), survey=a_survey(begun, analysis, groups=[], question=""), common="x"
    )
    survey = opened(begun, survey)
    with clock.at(clock.now() + timedelta(days=15)):
        assert [why for _what, why in waits(surveys_of_few, begun.crew.sam)] == [
            "Its last day is near, and too few of those who were asked have answered."
        ]
        surveys.extend(by=acting(begun.crew.sam), survey=survey, until_on=clock.today() + timedelta(days=9))
        assert waits(surveys_of_few, begun.crew.sam) == []


def test_an_analysis_whose_surveys_are_over_waits_for_its_weights(begun: Begun, analysis: Any):
    sam = begun.crew.sam
    survey = answered(begun, analysis)
    assert waits(analyses_to_weigh, sam) == []
    closed(begun, survey)
    assert waits(analyses_to_weigh, sam) == [
        (
            f"Job analysis {analysis.number}: close its ratings",
            "Its surveys are closed, and their answers count in its weights.",
        )
    ]
    assert waits(analyses_to_weigh, begun.crew.max) == []
    another = a_survey(begun, analysis)
    assert waits(analyses_to_weigh, sam) == []
    surveys.abandon(by=acting(sam), survey=another, reason="One was enough")
    analyses.close(by=acting(sam), analysis=analysis)
    assert waits(analyses_to_weigh, sam) == []


def test_the_register_shows_every_survey_and_how_far_it_is(
    begun: Begun, analysis: Any, browsing: Callable[..., Client]
):
    sam = browsing(begun.crew.sam)
    assert "No survey was prepared yet" in sam.get("/schemes/surveys/").text
    survey = answered(begun, analysis)
    shown = sam.get("/schemes/surveys/").text
    assert all(words in shown for words in (survey.number, analysis.number, "WTT", "Open for answers"))
    assert ("North: withheld of 3; South: withheld of 2" in shown, "withheld of 5" in shown) == (True, True)
    handed_in(survey, secret_of(survey, "sol"), RATED)
    handed_in(survey, invited(begun, survey, "South", "sam")["sam"], RATED)
    shown = sam.get("/schemes/surveys/").text
    assert ("North: 3 of 3; South: 3 of 3" in shown, "6 of 6" in shown) == (True, True)
    assert [name for name in ("nora", "sven", "sol", "field.example") if name in shown] == []
    other = a_survey(begun, analysis, title="Work at height")
    narrowed = sam.get("/schemes/surveys/", {"state": "preparing", "scheme": "WTT", "q": "height"}).text
    assert (f"/schemes/surveys/{other.pk}/" in narrowed, f"/schemes/surveys/{survey.pk}/" in narrowed) == (True, False)
    assert browsing(begun.crew.erik).get("/schemes/surveys/").status_code == 403


def test_who_measures_reads_the_register_and_is_led_nowhere_in_vain(
    begun: Begun, analysis: Any, cast: Cast, browsing: Callable[..., Client]
):
    survey = a_survey(begun, analysis)
    authorise(cast.olive, PSYCHOMETRICIAN, begun.scheme.scope)
    olive, closed_to_her = browsing(cast.olive), f"/schemes/analyses/{analysis.pk}/"
    shown = olive.get("/schemes/surveys/").text
    assert (f"/schemes/surveys/{survey.pk}/" in shown, analysis.number in shown) == (True, True)
    assert (closed_to_her in shown, olive.get(closed_to_her).status_code) == (False, 403)


def test_the_register_costs_the_same_for_many_surveys(begun: Begun, analysis: Any, browsing: Callable[..., Client]):
    sam = browsing(begun.crew.sam)
    counts = []
    for more in (1, 1, 4):
        for _each in range(more):
            invited(begun, a_survey(begun, analysis), "North", "nora")
        with CaptureQueriesContext(connection) as captured:
            sam.get("/schemes/surveys/")
        counts.append(len(captured))
    assert counts[1] == counts[2]


def test_conformity_sees_addresses_that_stayed(begun: Begun, analysis: Any):
    assert addresses_of_surveys_are_gone.query().not_applicable
    survey = closed(begun, answered(begun, analysis))
    assert addresses_of_surveys_are_gone.query().state == ControlState.HOLDS
    forge.alter(survey.invitations.select_related("survey").first(), address=b"nora@field.example")
    assert [each.number for each in addresses_of_surveys_are_gone.query().findings] == [survey.number]


def test_conformity_sees_results_of_too_few(begun: Begun, analysis: Any):
    assert surveys_protect_who_answers.query().not_applicable
    survey = closed(begun, answered(begun, analysis))
    assert surveys_protect_who_answers.query().state == ControlState.HOLDS
    forge.alter(survey.answers.first(), finished=False)
    forge.alter(survey.answers.filter(finished=True).first(), finished=False)
    assert [each.number for each in surveys_protect_who_answers.query().findings] == [survey.number]
