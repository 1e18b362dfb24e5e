"""The addresses of deciding at the desk and in the portal; the register's are `guildhall.web.register.urls`."""

from django.urls import path

from guildhall.certification.views import certifications, deciding, files, lists, portal, whole

app_name = "certification"
urlpatterns = [
    path("files/", lists.files, name="files"),
    path("files/<uuid:pk>/", files.record, name="file"),
    path("files/<uuid:pk>/take/", deciding.take, name="take"),
    path("files/<uuid:pk>/hand-over/", deciding.hand_over, name="hand-over"),
    path("files/<uuid:pk>/grant/", deciding.grant, name="grant"),
    path("files/<uuid:pk>/decide/", deciding.carry, name="carry"),
    path("files/<uuid:pk>/refuse/", deciding.refuse, name="refuse"),
    path("files/<uuid:pk>/return/", deciding.return_file, name="return-file"),
    path("files/<uuid:pk>/resubmit/", deciding.resubmit, name="resubmit"),
    path("files/<uuid:pk>/anew/", deciding.prepare_anew, name="prepare-anew"),
    path("", lists.certifications, name="certifications"),
    path("<uuid:pk>/", certifications.record, name="certification"),
    path("<uuid:pk>/propose/", deciding.propose, name="propose"),
    path("<uuid:pk>/hold/", certifications.hold, name="hold"),
    path("holds/<uuid:pk>/lift/", certifications.lift, name="lift"),
    path("certificates/<uuid:pk>/anew/", certifications.make_anew, name="make-anew"),
    path("certificates/<uuid:pk>/document/", certifications.document, name="document"),
    path("certificates/<uuid:pk>/credential/", certifications.credential, name="credential"),
    path("people/<uuid:pk>/", whole.whole, name="whole"),
    path("mine/", portal.mine, name="mine"),
    path("mine/<uuid:pk>/consent/", portal.consent, name="consent"),
    path("mine/<uuid:pk>/give-back/", portal.give_back, name="give-back"),
]
