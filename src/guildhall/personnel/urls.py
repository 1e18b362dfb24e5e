"""The addresses of personnel."""

from django.urls import path

from guildhall.personnel.views import authorisations, clearances, declarations, interests, texts, trainings

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
    path("trainings/", trainings.register, name="trainings"),
    path("trainings/record/", trainings.record_one, name="training-record"),
    path("trainings/mine/", trainings.mine, name="my-trainings"),
    path("trainings/mine/tell/", trainings.tell, name="training-tell"),
    path("trainings/<uuid:pk>/", trainings.record, name="training"),
    path("trainings/<uuid:pk>/void/", trainings.void, name="training-void"),
    path("trainings/<uuid:pk>/exempt/", trainings.exempt, name="training-exempt"),
    path("exemptions/<uuid:pk>/end/", trainings.end, name="exemption-end"),
    path("authorisations/", authorisations.register, name="authorisations"),
    path("authorisations/mine/", authorisations.mine, name="my-authorisations"),
    path("authorisations/propose/", authorisations.propose, name="authorisation-propose"),
    path("authorisations/appoint/", authorisations.appoint, name="authorisation-appoint"),
    path("authorisations/<uuid:pk>/", authorisations.record, name="authorisation"),
    path("authorisations/<uuid:pk>/renew/", authorisations.renew, name="authorisation-renew"),
    path("authorisations/<uuid:pk>/proof/", authorisations.proof, name="authorisation-proof"),
    *(
        path(f"authorisations/<uuid:pk>/{verb}/", authorisations.decide, {"verb": verb}, name=f"authorisation-{verb}")
        for verb in authorisations.DECISIONS
    ),
    path("founding/close/", authorisations.close_founding, name="founding-close"),
    path("texts/", texts.register, name="texts"),
    path("texts/propose/", texts.propose, name="text-propose"),
    path("texts/<uuid:pk>/", texts.record, name="text"),
    path("texts/<uuid:pk>/approve/", texts.approve, name="text-approve"),
    path("texts/<uuid:pk>/reject/", texts.reject, name="text-reject"),
]
