"""The data of a standard-setting study: every judgement of every round, and what candidates did with the form."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from guildhall.exams.datasets import Taken, collected
from guildhall.exams.models import FormItem, GlobalRating, KnownGroup, SettingMethod, StandardSetting
from guildhall.exams.panels import questions, rounds
from guildhall.exams.panels.rounds import Round
from guildhall.schemes.datasets import Dataset, ItemColumn, Row

BY_NUMBERS = (SettingMethod.ANGOFF, SettingMethod.YES_NO, SettingMethod.BOOKMARK)


def dataset_of(setting: StandardSetting) -> Dataset:
    """What a setting's study is computed from; the same judgements give the same data, to the byte."""
    items = rounds.scored(setting)
    taken = collected(Taken(setting.form))
    kept = [place for place, each in enumerate(taken.items) if not each.pretest]
    known = dict(KnownGroup.objects.filter(setting=setting).values_list("attempt__number", "group"))
    name = "rating" if setting.method == SettingMethod.REGRESSION else "judged"
    rows = tuple(_judged(row, kept, known, name) for row in taken.rows)
    return Dataset(tuple(_column(each) for each in items), rows, taken.cut, _extra(setting, items))


def _column(placement: FormItem) -> ItemColumn:
    version = placement.item_version
    return ItemColumn(str(version), str(version.pk), version.item.domain_code, float(version.maximum))


def _judged(row: Row, kept: list[int], known: Mapping[str, str], name: str) -> Row:
    """An attempt by what counts in the form, and by what is known of its candidate from elsewhere."""
    scores = tuple(row.scores[place] for place in kept)
    groups = {name: known[row.attempt]} if row.attempt in known else {}
    return replace(row, scores=scores, answers=(), seconds=None, groups=groups)


def _extra(setting: StandardSetting, items: list[FormItem]) -> dict[str, Any]:
    every = [rounds.held(setting, number) for number in range(1, setting.round + 1)]
    heard = _heard(every)
    told: dict[str, Any] = {"method": setting.method, "description": setting.candidate, "source": setting.groups_source}
    if setting.method == SettingMethod.REGRESSION:
        told |= GlobalRating.told()
    if not every:
        return {**told, "judges": []}
    told |= {"judges": [every[-1].letters[place] for place in heard], "seated": len(every[-1].judges)}
    return {**told, **_said(setting, items, every, heard), **_checks(setting, every[-1], heard)}


def _heard(every: Sequence[Round]) -> list[int]:
    """The places of the judges who came to a cut in the last round and said something in each; others do not count."""
    if not every:
        return []
    came = [place for place, cut in enumerate(rounds.cuts(every[-1])) if cut is not None]
    return [place for place in came if all(each.said(place) for each in every)]


def _said(
    setting: StandardSetting, items: list[FormItem], every: Sequence[Round], heard: Sequence[int]
) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if setting.method in BY_NUMBERS:
        said["rounds"] = [[_numbers(each, place) for place in heard] for each in every]
    if setting.method == SettingMethod.BOOKMARK:
        known = rounds.parameters(setting, items)
        said["parameters"] = known.rows if known else []
    if setting.method == SettingMethod.EBEL:
        said["grid"] = [{**_cell(pair), "items": count} for pair, count in sorted(every[-1].grid.items())]
        said["expected"] = [_expected(every[-1], place) for place in heard]
    return said


def _numbers(each: Round, place: int) -> Any:
    """What a judge said in a round: points of each item, yes as 1 and no as 0, or the place of the bookmark."""
    if each.setting.method == SettingMethod.BOOKMARK:
        return each.marks()[place]
    if each.setting.method == SettingMethod.YES_NO:
        return [None if points is None else float(points > 0) for points in each.table[place]]
    return each.table[place]


def _cell(pair: tuple[str, str]) -> dict[str, str]:
    return {"relevance": pair[0], "difficulty": pair[1]}


def _expected(last: Round, place: int) -> list[dict[str, Any]]:
    return [{**_cell(pair), "share": share} for pair, share in sorted(last.expected(place).items())]


def _checks(setting: StandardSetting, last: Round, heard: Sequence[int]) -> dict[str, Any]:
    """The answers to Hofstee and Beuk, of each judge who gave them all: cuts in points, rates as shares."""
    if not setting.with_checks:
        return {}
    most = sum(last.maxima)
    given = [_scaled(last.opinions[place], most) for place in heard]
    found = {name: [_of(each, asked) for each in given if set(asked) <= each.keys()] for name, asked in ASKED.items()}
    return {name: rows for name, rows in found.items() if rows}


ASKED = {"hofstee": ("least_cut", "most_cut", "least_fail", "most_fail"), "beuk": ("cut", "pass_rate")}
"""What each of the checks needs of a judge."""


def _of(given: Mapping[str, float], asked: Sequence[str]) -> dict[str, float]:
    return {name: given[name] for name in asked}


def _scaled(given: Mapping[str, float], most: float) -> dict[str, float]:
    """Answers in per cent as points and shares."""
    known = {name: given[name] / 100 for name in questions.CHECKS if name in given}
    return {name: share * most if name.endswith("cut") else share for name, share in known.items()}
