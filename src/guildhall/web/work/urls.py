"""The addresses of My work."""

from django.urls import path

from guildhall.web.work import views

urlpatterns = [
    path("work/", views.mine, name="work"),
    path("work/count", views.count, name="work-count"),
]
