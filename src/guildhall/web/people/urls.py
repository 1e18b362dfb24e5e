"""The addresses of people, roles and absences of others."""

from django.urls import path

from guildhall.web.people import accounts, records, roles

urlpatterns = [
    path("people/", records.people, name="people"),
    path("people/register/", records.register, name="person-register"),
    path("people/<uuid:pk>/", records.record, name="person"),
    path("people/<uuid:pk>/correct/", records.correct, name="person-correct"),
    path("people/<uuid:pk>/erase/", records.erase, name="person-erase"),
    path("people/<uuid:pk>/role/", roles.give, name="role-give"),
    path("people/roles/<uuid:pk>/end/", roles.end, name="role-end"),
    path("people/<uuid:pk>/away/", roles.away, name="person-away"),
    path("people/absences/<uuid:pk>/end/", roles.back, name="person-back"),
    path("people/<uuid:pk>/invite/", accounts.invite, name="person-invite"),
    path("people/invitations/<uuid:pk>/", accounts.invitation, name="invitation"),
    path("people/<uuid:pk>/unlink/", accounts.unlink, name="person-unlink"),
    path("people/<uuid:pk>/factor/", accounts.factor, name="person-factor"),
]
