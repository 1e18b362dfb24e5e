"""The addresses of the calendar; the one of a feed is secret."""

from django.urls import path

from guildhall.web.calendar import views

urlpatterns = [
    path("calendar/", views.month, name="calendar"),
    path("calendar/subscribe/", views.make, name="calendar-subscribe"),
    path("calendar/<uuid:pk>/revoke/", views.revoke, name="calendar-revoke"),
    path("calendar/<str:secret>.ics", views.subscribed, name="calendar-feed"),
]
