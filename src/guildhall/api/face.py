"""The interface for programs as a whole: what it offers, and how it answers what goes wrong."""

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from guildhall.api import acting
from guildhall.api.answers import refused
from guildhall.api.bearing import Bearer, TooOften, no_token
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.shell import limits

face = NinjaAPI(
    title="Guildhall",
    version="1",
    description="Acts of a certification body for persons. What a page refuses this refuses, with rule and clause.",
    urls_namespace="api-1",
    auth=Bearer(),
    docs_url=None,
)
face.add_router("", acting.router)


@face.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, problem: AuthenticationError) -> JsonResponse:
    return refused(request, no_token(), 401, **{"WWW-Authenticate": 'Bearer realm="guildhall"'})


@face.exception_handler(TooOften)
def _too_often(request: HttpRequest, problem: TooOften) -> JsonResponse:
    refusal = Refusal(
        _("You ask too often."), mend=Mend(_("Wait a minute; what was not done can be sent again.")), code="too-often"
    )
    return refused(request, refusal, 429, **{"Retry-After": str(limits.WINDOW)})


@face.exception_handler(acting.Unfit)
def _unfit(request: HttpRequest, problem: acting.Unfit) -> JsonResponse:
    return refused(request, problem.refusal, problem.status)


@face.exception_handler(ValidationError)
def _invalid(request: HttpRequest, problem: ValidationError) -> JsonResponse:
    places = ", ".join(".".join(str(part) for part in each["loc"]) for each in problem.errors)
    return refused(request, acting.unreadable(_("This cannot be read: %(places)s.") % {"places": places}), 422)


@face.exception_handler(HttpError)
def _wrong(request: HttpRequest, problem: HttpError) -> JsonResponse:
    return refused(request, acting.not_understood(problem), problem.status_code)
