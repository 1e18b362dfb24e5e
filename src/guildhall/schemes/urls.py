"""The addresses of schemes."""

from django.urls import path

from guildhall.schemes.views import analyses, drafts, panels, parts, public, schemes, studies, surveys, tasks, versions

app_name = "schemes"
DEVELOPING = ("submit", "abandon")
JUDGING = ("send-back", "validate", "publish", "review", "retire")

urlpatterns = [
    path("", public.schemes, name="public"),
    path("published/<str:number>/", public.version, name="public-version"),
    path("all/", schemes.register, name="schemes"),
    path("all/open/", schemes.open_scheme, name="scheme-open"),
    path("all/<uuid:pk>/", schemes.record, name="scheme"),
    path("all/<uuid:pk>/correct/", schemes.correct, name="scheme-correct"),
    path("all/<uuid:pk>/analysis/", schemes.begin_analysis, name="analysis-begin"),
    path("all/<uuid:pk>/version/", schemes.begin_version, name="version-begin"),
    path("analyses/<uuid:pk>/", analyses.record, name="analysis"),
    path("analyses/<uuid:pk>/describe/", analyses.describe, name="analysis-describe"),
    path("analyses/<uuid:pk>/place/", analyses.place, name="analysis-place"),
    path("analyses/<uuid:pk>/approve/", analyses.approve, name="analysis-approve"),
    path("analyses/<uuid:pk>/list/", tasks.stage, name="analysis-list"),
    path("analyses/<uuid:pk>/task/", tasks.add, name="analysis-task"),
    path("analyses/<uuid:pk>/join/", panels.join, name="analysis-join"),
    path("analyses/<uuid:pk>/rate/", panels.rate, name="rate"),
    *(
        path(f"analyses/<uuid:pk>/{verb}/", analyses.move, {"verb": verb}, name=f"analysis-{verb}")
        for verb in analyses.MOVES
    ),
    path("studies/", studies.register, name="studies"),
    path("studies/<uuid:pk>/", studies.record, name="study"),
    path("studies/<uuid:pk>/rerun/", studies.rerun, name="study-rerun"),
    path("studies/<uuid:pk>/data/", studies.data, name="study-data"),
    *(
        path(f"studies/<uuid:pk>/results.{kind}", studies.results, {"kind": kind}, name=f"study-{kind}")
        for kind in ("json", "csv")
    ),
    *(
        path(f"studies/<uuid:pk>/{verb}/", studies.conclude, {"verb": verb}, name=f"study-{verb}")
        for verb in studies.CONCLUDING
    ),
    *(
        path(f"studies/<uuid:pk>/{verb}/", studies.judge, {"verb": verb}, name=f"study-{verb}")
        for verb in studies.APPROVING
    ),
    path("analyses/<uuid:pk>/survey/", surveys.begin, name="survey-begin"),
    path("surveys/", surveys.register, name="surveys"),
    path("surveys/<uuid:pk>/", surveys.record, name="survey"),
    path("surveys/<uuid:pk>/describe/", surveys.describe, name="survey-describe"),
    path("surveys/<uuid:pk>/invite/", surveys.invite, name="survey-invite"),
    path("surveys/<uuid:pk>/share/", surveys.share, name="survey-share"),
    path("surveys/<uuid:pk>/close/", surveys.close, name="survey-close"),
    *(
        path(f"surveys/<uuid:pk>/{verb}/", surveys.step, {"verb": verb}, name=f"survey-{verb}")
        for verb in surveys.STEPS
    ),
    path("tasks/<uuid:pk>/", tasks.edit, name="task"),
    path("tasks/<uuid:pk>/strike/", tasks.strike, name="task-strike"),
    path("lists/<uuid:pk>/", tasks.list_record, name="task-list"),
    *(
        path(f"lists/<uuid:pk>/{verb}/", tasks.list_move, {"verb": verb}, name=f"task-list-{verb}")
        for verb in tasks.LIST_MOVES
    ),
    path("panel/<uuid:pk>/leave/", panels.leave, name="panel-leave"),
    path("versions/<uuid:pk>/", versions.record, name="version"),
    path("versions/<uuid:pk>/changes/", versions.changes, name="version-changes"),
    path("versions/<uuid:pk>/approve/", versions.approve, name="version-approve"),
    *(
        path(f"versions/<uuid:pk>/{verb}/", versions.develop, {"verb": verb}, name=f"version-{verb}")
        for verb in DEVELOPING
    ),
    *(path(f"versions/<uuid:pk>/{verb}/", versions.judge, {"verb": verb}, name=f"version-{verb}") for verb in JUDGING),
    *(
        path(f"versions/<uuid:pk>/{section}/", drafts.write, {"section": section}, name=f"version-{section}")
        for section in drafts.WORDS
    ),
    path("versions/<uuid:pk>/rest/", drafts.rest, name="version-rest"),
    path("versions/<uuid:pk>/derive/", drafts.derive, name="version-derive"),
    path("versions/<uuid:pk>/leave-out/<str:element>/", drafts.leave_out, name="version-leave-out"),
    *(path(f"versions/<uuid:pk>/{noun}/", parts.add, {"noun": noun}, name=f"{noun}-add") for noun in parts.NOUNS),
    *(path(f"versions/<uuid:pk>/{noun}/<uuid:part>/", parts.edit, {"noun": noun}, name=noun) for noun in parts.NOUNS),
    *(
        path(f"versions/<uuid:pk>/{noun}/<uuid:part>/strike/", parts.strike, {"noun": noun}, name=f"{noun}-strike")
        for noun in parts.NOUNS
    ),
    path("versions/<uuid:pk>/component/<uuid:part>/compute/", parts.compute, name="blueprint-compute"),
    path("versions/<uuid:pk>/component/<uuid:part>/adjust/", parts.adjust, name="blueprint-adjust"),
]
