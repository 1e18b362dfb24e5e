"""What every page of the house shows around its own content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from guildhall.kernel import clock


def shell(request: HttpRequest) -> dict[str, Any]:
    """Layout of the area, name of the body, the time."""
    area = getattr(request, "area", "public")
    return {
        "layout": f"shell/{area}.html",
        "area": area,
        "body_name": settings.GUILDHALL.body_name,
        "now": clock.now(),
    }
