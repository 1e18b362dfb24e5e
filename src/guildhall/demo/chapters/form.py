"""What candidates are given: a form of sixty items, a checklist of four stations, and a second form in the making."""

from decimal import Decimal
from functools import partial

from guildhall.demo import words
from guildhall.demo.body import Body
from guildhall.exams.acts import adopting, checklists, forms
from guildhall.exams.models import Form

MANAGER, YEARLY = "examinations", 12
SEED = 60


def tell(body: Body) -> None:
    """The first form and the checklist are released before anybody is examined; a second form is begun this month."""
    diary = body.diary
    diary.ago(574, partial(_assemble, body, "Form 1"), "15:30")
    diary.ago(574, partial(_propose, body), "15:40")
    diary.ago(561, partial(_sign, body), "15:00")
    diary.ago(553, partial(_verify, body), "10:00")
    diary.ago(550, partial(_release, body))
    diary.ago(560, partial(_draft_the_checklist, body), "09:30")
    diary.ago(550, partial(_approve_the_checklist, body), "14:00")
    diary.ago(18, partial(_assemble, body, "Form 2"), "13:00")


def _assemble(body: Body, title: str) -> None:
    by = body.by(MANAGER)
    form = forms.begin(by=by, component=body.component("W"), title=title)
    forms.assemble(by=by, form=form, seed=SEED)


def _form(title: str = "Form 1") -> Form:
    return Form.objects.select_related("component__version__scheme__scope").get(title=title)


def _propose(body: Body) -> None:
    forms.propose(by=body.by(MANAGER), form=_form())


def _sign(body: Body) -> None:
    forms.sign_content(by=body.by("panel1"), form=_form(), record=words.CONTENT_SIGNED)


def _verify(body: Body) -> None:
    forms.verify(by=body.by("committee4"), form=_form(), record=words.VERIFIED)


def _release(body: Body) -> None:
    """From now on candidates are given it; it is looked at again each year."""
    form = forms.release(by=body.by(MANAGER), form=_form())
    reason = body.told.measures["interval"]
    adopting.set_interval(by=body.by(MANAGER), form=form, months=YEARLY, reason=reason)


def _draft_the_checklist(body: Body) -> None:
    by, told = body.by(MANAGER), body.told.scheme["checklist"]
    checklist = checklists.draft(by=by, component=body.component("P"), title=told["title"], tolerance=Decimal(3))
    for step in told["steps"]:
        checklist = checklists.add_step(by=by, checklist=checklist, **{**step, "points": Decimal(step["points"])})


def _approve_the_checklist(body: Body) -> None:
    draft = body.component("P").checklists.select_related("component__version__scheme__scope").get()
    checklists.approve(by=body.by("expert1"), checklist=draft)
