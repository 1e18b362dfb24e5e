"""The addresses of examining."""

from django.urls import path

from guildhall.exams.sit_urls import urlpatterns as sitting_down
from guildhall.exams.views import (
    adopting,
    anomalies,
    assembly,
    attempts,
    board,
    candidacies,
    checklist_cuts,
    checklists,
    exposed,
    external,
    form_reviews,
    forms,
    judging_standards,
    keys,
    marking,
    places,
    portal,
    reports,
    rescorings,
    results,
    seats,
    sittings,
    staff,
    standards,
    statistics,
)

app_name = "exams"

FORMS = [
    path("forms/", forms.register, name="forms"),
    path("forms/begin/", forms.begin, name="form-begin"),
    path("forms/<uuid:pk>/", forms.record, name="form"),
    path("forms/<uuid:pk>/add/", forms.add, name="form-add"),
    *(path(f"forms/<uuid:pk>/{verb}/", forms.step, {"verb": verb}, name=f"form-{verb}") for verb in forms.STEPS),
    *(
        path(f"forms/items/<uuid:pk>/{verb}/", forms.on_place, {"verb": verb}, name=f"placement-{verb}")
        for verb in forms.ON_PLACES
    ),
    path("forms/<uuid:pk>/adopt-standard/", adopting.standard, name="form-adopt-standard"),
    path("forms/<uuid:pk>/adopt-equating/", adopting.equating, name="form-adopt-equating"),
    path("forms/<uuid:pk>/delay/", adopting.delay, name="form-delay"),
    path("forms/<uuid:pk>/interval/", adopting.interval, name="form-interval"),
    path("forms/<uuid:pk>/keys/", keys.of_form, name="form-keys"),
    path("forms/<uuid:pk>/review/", form_reviews.review, name="form-review"),
    path("forms/<uuid:pk>/deficiency/", form_reviews.note, name="deficiency-note"),
    path("forms/<uuid:pk>/rescore/", rescorings.begin, name="rescoring-begin"),
    path("forms/items/<uuid:pk>/rule/", keys.propose, name="placement-rule"),
    path("conversions/<uuid:pk>/", adopting.conversion, name="conversion"),
    path("rulings/<uuid:pk>/confirm/", keys.confirm, name="ruling-confirm"),
    path("rulings/<uuid:pk>/withdraw/", keys.withdraw, name="ruling-withdraw"),
    path("rescorings/", rescorings.register, name="rescorings"),
    path("rescorings/<uuid:pk>/", rescorings.record, name="rescoring"),
    *(
        path(f"rescorings/<uuid:pk>/{verb}/", rescorings.step, {"verb": verb}, name=f"rescoring-{verb}")
        for verb in rescorings.STEPS
    ),
    path("deficiencies/", form_reviews.register, name="deficiencies"),
    path("deficiencies/<uuid:pk>/", form_reviews.deficiency, name="deficiency"),
    *(
        path(f"deficiencies/<uuid:pk>/{verb}/", form_reviews.step, {"verb": verb}, name=f"deficiency-{verb}")
        for verb in form_reviews.STEPS
    ),
    path("assemblies/", assembly.register, name="assemblies"),
    path("assemblies/ask/", assembly.ask, name="assembly-ask"),
    path("assemblies/<uuid:pk>/", assembly.record, name="assembly"),
    *(
        path(f"assemblies/<uuid:pk>/{verb}/", assembly.step, {"verb": verb}, name=f"assembly-{verb}")
        for verb in assembly.STEPS
    ),
    path("checklists/", checklists.register, name="checklists"),
    path("checklists/draft/", checklists.draft, name="checklist-draft"),
    path("checklists/<uuid:pk>/", checklists.record, name="checklist"),
    *(
        path(f"checklists/<uuid:pk>/{verb}/", checklists.step, {"verb": verb}, name=f"checklist-{verb}")
        for verb in checklists.STEPS
    ),
    path("checklists/<uuid:pk>/study/", checklist_cuts.study, name="checklist-study"),
    path("checklists/<uuid:pk>/adopt-standard/", checklist_cuts.adopt, name="checklist-adopt-standard"),
    *(
        path(f"checklists/steps/<uuid:pk>/{verb}/", checklists.on_step, {"verb": verb}, name=f"step-{verb}")
        for verb in checklists.ON_STEPS
    ),
]

EXPOSED = [
    path("exposed/", exposed.register, name="exposed"),
    path("exposed/<uuid:pk>/", exposed.record, name="exposed-item"),
]

SITTINGS = [
    path("sittings/", sittings.register, name="sittings"),
    path("sittings/plan/", sittings.plan, name="sitting-plan"),
    path("sittings/plan/<uuid:pk>/", sittings.plan_for, name="sitting-plan-for"),
    path("sittings/<uuid:pk>/", sittings.record, name="sitting"),
    path("sittings/<uuid:pk>/board/", board.board, name="sitting-board"),
    path("sittings/<uuid:pk>/attendance/", board.attendance, name="sitting-attendance"),
    path("sittings/<uuid:pk>/staff/", staff.staff, name="sitting-staff"),
    path("sittings/<uuid:pk>/conditions/", staff.look, name="sitting-conditions"),
    path("sittings/<uuid:pk>/results/", results.of_sitting, name="sitting-results"),
    path("sittings/<uuid:pk>/stage/", external.stage, name="sitting-stage"),
    *(
        path(f"sittings/<uuid:pk>/{verb}/", sittings.step, {"verb": verb}, name=f"sitting-{verb}")
        for verb in sittings.STEPS
    ),
    path("staff/<uuid:pk>/off/", staff.off_duty, name="sitting-off-duty"),
    path("equipment/<uuid:pk>/remove/", places.remove, name="equipment-remove"),
    path("irregularities/<uuid:pk>/settle/", sittings.settle, name="irregularity-settle"),
    path("batches/<uuid:pk>/", external.batch, name="batch"),
    path("batches/<uuid:pk>/take/", external.take, name="batch-take"),
    path("batches/<uuid:pk>/discard/", external.discard, name="batch-discard"),
    path("equivalences/", external.equivalences, name="equivalences"),
    path("equivalences/decide/", external.decide, name="equivalence-decide"),
]

ATTEMPTS = [
    path("candidacies/", candidacies.register, name="candidacies"),
    path("candidacies/<uuid:pk>/", candidacies.record, name="candidacy"),
    path("candidacies/<uuid:pk>/complete/", candidacies.complete, name="candidacy-complete"),
    path("candidacies/<uuid:pk>/end/", candidacies.end, name="candidacy-end"),
    path("candidacies/<uuid:pk>/book/<uuid:component>/", seats.book_for, name="candidacy-book"),
    path("attempts/<uuid:pk>/", attempts.record, name="attempt"),
    path("attempts/<uuid:pk>/move/", seats.move_for, name="attempt-move"),
    path("attempts/<uuid:pk>/assign/", attempts.assign, name="attempt-assign"),
    path("attempts/<uuid:pk>/hear/", attempts.hear, name="attempt-hear"),
    path("attempts/<uuid:pk>/note/", sittings.note_for, name="attempt-note"),
    path("attempts/<uuid:pk>/type/", external.type_in, name="attempt-type"),
    *(
        path(f"attempts/<uuid:pk>/{verb}/", attempts.step, {"verb": verb}, name=f"attempt-{verb}")
        for verb in attempts.STEPS
    ),
    *(path(f"board/<uuid:pk>/{verb}/", board.step, {"verb": verb}, name=f"board-{verb}") for verb in board.STEPS),
    path("markings/<uuid:pk>/", marking.mark, name="marking"),
    path("markings/<uuid:pk>/withdraw/", marking.withdraw, name="marking-withdraw"),
    path("results/", results.register, name="results"),
    path("results/<uuid:pk>/", results.record, name="result"),
    *(
        path(f"results/<uuid:pk>/{verb}/", results.step, {"verb": verb}, name=f"result-{verb}")
        for verb in results.STEPS
    ),
]

PORTAL = [
    path("mine/", portal.mine, name="mine"),
    path("mine/<uuid:pk>/", portal.candidacy, name="my-candidacy"),
    path("mine/<uuid:pk>/withdraw/", portal.withdraw, name="my-withdraw"),
    path("mine/<uuid:pk>/book/<uuid:component>/", seats.book, name="book"),
    path("mine/seats/<uuid:pk>/move/", seats.move, name="my-move"),
    path("mine/seats/<uuid:pk>/give-up/", seats.cancel, name="my-cancel"),
    path("mine/seats/<uuid:pk>/pledge/", portal.pledge, name="attempt-pledge"),
    path("mine/results/<uuid:pk>/", portal.result, name="my-result"),
]

STANDARDS = [
    path("standards/", standards.register, name="standards"),
    path("forms/<uuid:pk>/standard-setting/", standards.plan, name="standard-plan"),
    path("standards/<uuid:pk>/", standards.record, name="standard"),
    path("standards/<uuid:pk>/seat/", standards.seat, name="standard-seat"),
    path("standards/<uuid:pk>/conclude/", standards.conclude, name="standard-conclude"),
    *(
        path(f"standards/<uuid:pk>/{verb}/", standards.step, {"verb": verb}, name=f"standard-{verb}")
        for verb in standards.STEPS
    ),
    path("standards/judges/<uuid:pk>/leave/", standards.leave, name="judge-leave"),
    path("panels/<uuid:pk>/", judging_standards.panel, name="panel"),
    path("panels/<uuid:pk>/ready/", judging_standards.ready, name="panel-ready"),
    path("panels/<uuid:pk>/items/<int:place>/", judging_standards.rate, name="panel-rate"),
    path("panels/<uuid:pk>/whole/", judging_standards.whole, name="panel-whole"),
]

STATISTICS = [
    path("statistics/", statistics.register, name="statistics"),
    path("statistics/<uuid:pk>/", statistics.of_form, name="statistics-form"),
    path("statistics/<uuid:pk>/ask/", statistics.ask, name="statistics-ask"),
    path("statistics/<uuid:pk>/study/", statistics.study, name="statistics-study"),
    path("statistics/<uuid:pk>/progress/", statistics.progress, name="statistics-progress"),
    path("statistics/<uuid:pk>/at/<uuid:sitting>/", statistics.of_sitting, name="statistics-sitting"),
    path("statistics/<uuid:pk>/at/<uuid:sitting>/ask/", statistics.ask, name="statistics-ask-sitting"),
    path("statistics/<uuid:pk>/at/<uuid:sitting>/study/", statistics.study, name="statistics-study-sitting"),
    path("statistics/<uuid:pk>/at/<uuid:sitting>/progress/", statistics.progress, name="statistics-progress-sitting"),
    path("statistics/<uuid:pk>/items/<uuid:version>/", statistics.item, name="statistics-item"),
    path("statistics/<uuid:pk>/items/<uuid:version>/flag/", statistics.flag, name="statistics-flag"),
    path("anomalies/", anomalies.register, name="anomalies"),
    path("anomalies/<uuid:pk>/", anomalies.record, name="anomaly"),
    *(
        path(f"anomalies/<uuid:pk>/{verb}/", anomalies.step, {"verb": verb}, name=f"anomaly-{verb}")
        for verb in anomalies.STEPS
    ),
    path("sittings/<uuid:pk>/check/", anomalies.check, name="sitting-check"),
    path("sittings/<uuid:pk>/look/", anomalies.look, name="sitting-look"),
]

REPORTS = [
    path("reports/", reports.register, name="reports"),
    path("reports/<uuid:pk>/", reports.record, name="report"),
    *(
        path(f"reports/<uuid:pk>/report.{kind}", reports.file, {"kind": kind}, name=f"report-{kind}")
        for kind in reports.FILES
    ),
    path("forms/<uuid:pk>/report/", reports.order, name="report-order"),
]

urlpatterns = [*STANDARDS, *REPORTS, *STATISTICS, *FORMS, *EXPOSED, *SITTINGS, *ATTEMPTS, *PORTAL, *sitting_down]
