"""The sheet of a job analysis by survey."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from guildhall.schemes.sheets.parts import Figure, Table, interval, share, shown

Results = Mapping[str, Any]


def job_analysis(found: Results) -> tuple[list[Figure], list[Table]]:
    """What tasks and domains weigh, who answered, and whether they agree."""
    figures = [
        Figure(_("Respondents"), found["persons"]),
        Figure(_("Tasks"), len(found["tasks"])),
        Figure(_("Left out"), len(found["left_out"])),
    ]
    figures += [
        Figure(
            _("Agreement on %(what)s") % {"what": shown(name.capitalize())},
            each["alpha"],
            _("Krippendorff's alpha, ordinal"),
        )
        for name, each in found["agreement"].items()
    ]
    return figures, [_domains(found), _tasks(found), *_response(found), *_subgroups(found)]


def _domains(found: Results) -> Table:
    heads = (_("Domain"), _("Tasks"), _("Weight in per cent"), _("Items"), _("With other respondents"), _("Unchanged"))
    rows = [
        (
            each["domain"],
            each["tasks"],
            each["share"],
            each["items"],
            interval(each["interval"]),
            share(each["unchanged"]),
        )
        for each in found["domains"]
    ]
    told = _("Whole items by largest remainder; the interval holds 95 % of draws of other respondents.")
    return Table("domains", _("Domains"), heads, rows, told)


def _tasks(found: Results) -> Table:
    heads = (_("Task"), _("Domain"), _("Raters"), _("Importance"), _("Frequency"), _("Criticality"), _("Weight"))
    rows = [
        (
            each["name"],
            each["domain"],
            each["raters"],
            each["importance"],
            each["frequency"],
            each["criticality"],
            each["weight"],
        )
        for each in found["tasks"]
    ]
    return Table("tasks", _("Tasks"), heads, rows, _("Means of the ratings; the weight is in per cent."))


def _response(found: Results) -> Iterator[Table]:
    for dimension, kept in found["response"].items():
        heads = (_("Subgroup"), _("Asked"), _("Answered"), _("Rate"), _("Among the asked"), _("Among the answers"))
        rows = [
            (
                each["name"],
                each["asked"],
                each["answered"],
                share(each["rate"]),
                share(each["share_asked"]),
                share(each["share_answered"]),
            )
            for each in kept["strata"]
        ]
        title = _("Response by %(dimension)s") % {"dimension": dimension}
        yield Table(f"response-{dimension}", title, heads, rows)


def _subgroups(found: Results) -> Iterator[Table]:
    if found["subgroups"]:
        heads = (_("Subgroup"), _("and subgroup"), _("Correlation"), _("Tasks seen unlike"))
        rows = [
            (each["first"], each["second"], each["correlation"], [name for name, _d in each["apart"]])
            for each in found["subgroups"]
        ]
        yield Table("subgroups", _("Agreement of subgroups"), heads, rows)
