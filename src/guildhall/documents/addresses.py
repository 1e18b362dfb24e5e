"""Under which name and address the body issues: what stands in documents, certificates and credentials."""

from django.conf import settings

from guildhall import credentials


def site() -> str:
    """The public address of the body, without a slash at its end."""
    told = settings.GUILDHALL
    return told.public_url.rstrip("/") or f"http://{told.host}:{told.port}"


def body() -> credentials.Body:
    """The body as it issues: its name and its address."""
    return credentials.Body(settings.GUILDHALL.body_name, site())
