"""How a survey is answered, as a picture."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from guildhall.schemes.surveying.answers import Response
from guildhall.shell import pictures
from guildhall.shell.pictures import Picture


def of_responses(responses: Sequence[Response], least: int) -> Picture | None:
    """How many of each subgroup were invited and how many have answered; None where nobody is invited."""
    if not any(each.invited for each in responses):
        return None
    named = [(each, each.group or _("not said")) for each in responses]
    values = [{"group": name, "count": each.invited, "what": _("invited")} for each, name in named]
    values += [{"group": name, "count": each.answered or 0, "what": _("answered")} for each, name in named]
    colours = {"domain": [_("invited"), _("answered")], "range": [pictures.LINE, pictures.ACTION]}
    return Picture(
        title=_("Who has answered"),
        description=_("%(answered)d of %(invited)d in the subgroups that are told apart have answered.")
        % {
            "answered": sum(each.answered or 0 for each in responses),
            "invited": sum(each.invited for each in responses),
        },
        spec={
            "data": {"values": values},
            "width": 380,
            "height": {"step": 30},
            "mark": {"type": "bar", "height": 18},
            "encoding": {
                "y": {"field": "group", "type": "nominal", "sort": None, "title": None},
                "x": {"field": "count", "type": "quantitative", "stack": None, "title": _("People")},
                "color": {"field": "what", "type": "nominal", "scale": colours, "title": None},
            },
        },
        heads=[_("Subgroup"), _("Invited"), _("Answered"), _("In the field")],
        rows=[(name, each.invited, _told(each, least), each.population) for each, name in named],
    )


def _told(response: Response, least: int) -> int | str:
    if response.answered is None:
        return _("withheld: a number here would tell of fewer than %(least)d") % {"least": least}
    return response.answered
