"""The addresses of personnel."""

from django.urls import path

from guildhall.personnel.views import clearances, declarations, interests, texts

app_name = "personnel"
urlpatterns = [
    path("declarations/", declarations.register, name="declarations"),
    path("declarations/mine/", declarations.mine, name="declare"),
    path("declarations/<uuid:pk>/", declarations.record, name="declaration"),
    path("declarations/for/<uuid:pk>/", declarations.begin_for, name="declare-for"),
    path("declarations/<uuid:pk>/scan/", declarations.scan, name="declaration-scan"),
    path("declarations/<uuid:pk>/sign/", declarations.sign, name="declaration-sign"),
    path("declarations/<uuid:pk>/enter/", declarations.enter, name="declaration-enter"),
    path("declarations/<uuid:pk>/discard/", declarations.discard, name="declaration-discard"),
    path("declarations/<uuid:pk>/void/", declarations.void, name="declaration-void"),
    path("declarations/<uuid:pk>/interest/", declarations.declare_interest, name="interest-declare"),
    path("interests/<uuid:pk>/", interests.record, name="interest"),
    *(
        path(f"interests/<uuid:pk>/{verb}/", interests.judge, {"verb": verb}, name=f"interest-{verb}")
        for verb in interests.JUDGEMENTS
    ),
    path("clearances/", clearances.register, name="clearances"),
    path("clearances/mine/", clearances.mine, name="my-clearances"),
    path("clearances/for/<str:about>/", clearances.clear, name="clear"),
    path("clearances/<uuid:pk>/", clearances.record, name="clearance"),
    path("clearances/<uuid:pk>/disclose/", clearances.disclose, name="clearance-disclose"),
    *(
        path(f"clearances/<uuid:pk>/{verb}/", clearances.judge, {"verb": verb}, name=f"clearance-{verb}")
        for verb in clearances.JUDGEMENTS
    ),
    path("texts/", texts.register, name="texts"),
    path("texts/propose/", texts.propose, name="text-propose"),
    path("texts/<uuid:pk>/", texts.record, name="text"),
    path("texts/<uuid:pk>/approve/", texts.approve, name="text-approve"),
    path("texts/<uuid:pk>/reject/", texts.reject, name="text-reject"),
]
