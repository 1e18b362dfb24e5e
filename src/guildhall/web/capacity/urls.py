"""The addresses of the capacity."""

from django.urls import path

from guildhall.web.capacity import views

urlpatterns = [
    path("capacity/", views.capacity, name="capacity"),
    path("capacity/pace/<str:work>/", views.pace, name="pace"),
    path("capacity/hands/", views.hands_page, name="hands"),
]
