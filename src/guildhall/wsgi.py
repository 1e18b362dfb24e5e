"""What the web server runs: Django, and before it the door for candidates' answers."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guildhall.settings")
_house = get_wsgi_application()

from guildhall.exams.delivery.door import AnswersFirst  # noqa: E402  # models need Django set up

application = AnswersFirst(_house)
