"""Addresses that stand in certificates and credentials for ever; they never move."""

from django.urls import path

from guildhall.certification.views import published, register

urlpatterns = [
    path("register/", register.look_up, name="register"),
    path("v/<str:secret>", register.verify, name="verify"),
    path("status/<int:ordinal>", published.status_list, name="status-list"),
    path(".well-known/did.json", published.did_document, name="did"),
    path("did.json", published.did_document, name="did-below-a-path"),
    path("seal-root.pem", published.seal_root, name="seal-root"),
]
