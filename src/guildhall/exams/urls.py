"""The addresses of examining."""

from guildhall.exams.sit_urls import urlpatterns as sitting_down

app_name = "exams"

urlpatterns = [*sitting_down]
