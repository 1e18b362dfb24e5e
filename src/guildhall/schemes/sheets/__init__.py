"""How studies are shown: figures, tables, pictures and what must be said beside them, by kind.

`sheet` makes it of the kind and the results of a study, in the language that is active. The page of a study and the
technical report show the same sheet, so that neither says what the other does not.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from guildhall.schemes.sheets import cuts, items, surveys, words
from guildhall.schemes.sheets.parts import Figure, Remark, Sheet, Table, interval, share, shown

__all__ = ["Figure", "Remark", "Sheet", "Table", "interval", "share", "sheet", "shown"]

KINDS: Mapping[str, Callable[[Mapping[str, Any]], tuple[list[Figure], list[Table]]]] = {
    "item-analysis": items.item_analysis,
    "calibration": items.calibration,
    "equating": cuts.equating,
    "standard-setting": cuts.standard_setting,
    "dif": items.dif,
    "key-validation": items.key_validation,
    "job-analysis": surveys.job_analysis,
}


def sheet(kind: str, results: Mapping[str, Any]) -> Sheet:
    """All that is shown of a study; of one that could not be measured, why not."""
    if not results:
        return Sheet()
    if problem := results.get("cannot"):
        return Sheet(notes=[Remark(_("Nothing could be computed"), problem["sentence"], "withholds")])
    figures, tables = KINDS[kind](results)
    return Sheet(
        figures=figures,
        tables=[each for each in tables if each.rows],
        methods=[Remark(words.said(each["name"]), words.said(each["why"])) for each in results["methods"]],
        notes=[Remark("", words.note(each), each["weight"]) for each in results["notes"]],
        flags=[Remark(each["item"], words.flag(each), "warns", each["version_id"]) for each in results["flags"]],
        reasons=list(results.get("recommendation", {}).get("reasons", ())),
        pictures=results["pictures"],
    )
