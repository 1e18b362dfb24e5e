"""The addresses of applying: the portal's and, for operations with paper in hand, the desk's twin of each."""

from django.urls import URLPattern, path

from guildhall.applications.views import checklists, evidence, lists, officers, portal, records, reviews, wishes
from guildhall.shell.pages import Page

PARTS: dict[str, tuple[str, Page[...], Page[...]]] = {
    "checklist": ("", checklists.my_checklist, checklists.for_checklist),
    "identification": ("identification/", checklists.my_identification, checklists.for_identification),
    "trainers": ("trainers/", checklists.my_trainers, checklists.for_trainers),
    "overview": ("overview/", checklists.my_overview, checklists.for_overview),
    "sign": ("sign/<str:kind>/", checklists.my_sign, checklists.for_sign),
    "submit": ("submit/", checklists.my_submit, checklists.for_submit),
    "recall": ("recall/", checklists.my_recall, checklists.for_recall),
    "withdraw": ("withdraw/", checklists.my_withdraw, checklists.for_withdraw),
    "go-on": ("go-on/", checklists.my_go_on, checklists.for_go_on),
    "answer": ("answer/", checklists.my_answer, checklists.for_answer),
    "requirement": ("requirements/<uuid:requirement>/", evidence.my_requirement, evidence.for_requirement),
    "evidence-replace": ("evidence/<uuid:evidence>/replace/", evidence.my_replace, evidence.for_replace),
    "evidence-remove": ("evidence/<uuid:evidence>/remove/", evidence.my_remove, evidence.for_remove),
    "evidence-file": ("evidence/<uuid:evidence>/file/", evidence.my_file, evidence.for_file),
    "arrangements": ("arrangements/", wishes.my_arrangements, wishes.for_arrangements),
    "arrangement-request": ("arrangements/ask/", wishes.my_request, wishes.for_request),
    "arrangement-evidence": ("arrangements/<uuid:accommodation>/", wishes.my_evidence, wishes.for_evidence),
    "arrangement-withdraw": ("arrangements/<uuid:accommodation>/withdraw/", wishes.my_withdraw, wishes.for_withdraw),
    "arrangement-paper": ("arrangements/papers/<uuid:paper>/", wishes.my_paper, wishes.for_paper),
}
"""The parts of an application: name, address below the application's, page in the portal, page at the desk."""


def _parts() -> list[URLPattern]:
    return [
        each
        for name, (below, mine, served) in PARTS.items()
        for each in (
            path(f"mine/<uuid:pk>/{below}", mine, name=f"my-{name}"),
            path(f"paper/<uuid:pk>/{below}", served, name=f"for-{name}"),
        )
    ]


app_name = "applications"
urlpatterns = [
    path("mine/", portal.mine, name="mine"),
    path("apply/", portal.apply, name="apply"),
    path("apply/<uuid:pk>/", portal.begin, name="begin"),
    *_parts(),
    path("", lists.applications, name="applications"),
    path("for/<uuid:pk>/", reviews.begin_for, name="begin-for"),
    path("<uuid:pk>/", records.record, name="application"),
    path("<uuid:pk>/take-up/", reviews.take_up, name="take-up"),
    path("<uuid:pk>/take-over/", reviews.take_over, name="take-over"),
    path("<uuid:pk>/find/<uuid:requirement>/", reviews.find, name="find"),
    path("<uuid:pk>/ask/", reviews.ask, name="ask"),
    path("<uuid:pk>/admit/", reviews.admit, name="admit"),
    path("<uuid:pk>/reject/", reviews.reject, name="reject"),
    path("<uuid:pk>/reopen/", reviews.reopen, name="reopen"),
    path("<uuid:pk>/safeguard/", reviews.safeguard, name="safeguard"),
    path("<uuid:pk>/paper/", records.paper, name="paper"),
    path("evidence/<uuid:pk>/", records.evidence, name="evidence"),
    path("evidence/<uuid:pk>/file/", records.evidence_file, name="evidence-file"),
    path("signatures/<uuid:pk>/scan/", records.signature_scan, name="signature-scan"),
    path("accommodations/", lists.accommodations, name="accommodations"),
    path("accommodations/<uuid:pk>/", officers.record, name="accommodation"),
    path("accommodations/papers/<uuid:pk>/", officers.paper, name="accommodation-paper"),
    *(
        path(f"accommodations/<uuid:pk>/{verb}/", officers.decide, {"verb": verb}, name=f"accommodation-{verb}")
        for verb in officers.DECISIONS
    ),
]
