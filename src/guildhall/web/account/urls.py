"""The addresses of one's own account that are ours; the sign-in library's are in `entrance`."""

from django.urls import path

from guildhall.web.account import tokens, views

urlpatterns = [
    path("account/", views.account, name="account"),
    path("account/who/", views.who, name="account-who"),
    path("account/reach/", views.reach, name="account-reach"),
    path("account/invitation/<uuid:pk>/<str:secret>/", views.invitation, name="account-invitation"),
    path("account/tokens/make/", tokens.make, name="token-make"),
    path("account/tokens/<uuid:pk>/revoke/", tokens.revoke, name="token-revoke"),
    path("account/absence/", views.absence, name="absence"),
    path("account/absence/<uuid:pk>/end/", views.absence_end, name="absence-end"),
]
