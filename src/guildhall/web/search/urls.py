"""The address of the search."""

from django.urls import path

from guildhall.web.search import views

urlpatterns = [path("search", views.search, name="search")]
