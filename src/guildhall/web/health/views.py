"""Answers a watcher."""

from django.db import DatabaseError, connections
from django.http import HttpRequest, HttpResponse

from guildhall.shell.pages import PUBLIC, page


@page(area="public", permission=PUBLIC)
def healthz(request: HttpRequest) -> HttpResponse:
    """`ok` when the web server reaches both databases, otherwise 503; tells nothing about the body."""
    try:
        for alias in connections:
            with connections[alias].cursor() as cursor:
                cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database does not answer\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")
