"""What people of the demonstration have learned, have still to learn, and how it is seen that they did."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shown:
    """Evidence in somebody's file."""

    kind: str
    title: str


SHOWN = {
    "expert3": Shown("qualification", "Master craftsman in electrical work, chamber of crafts"),
    "expert4": Shown("experience", "Service work on turbines of 2 to 4 MW, nine years"),
    "panel2": Shown("education", "Engineer of wind energy, Hochschule Flensburg"),
    "review": Shown("training", "Course on genuine and forged documents, three days"),
}
"""What lies in the files of some, and was looked at."""

SHOWN_LATELY = Shown("observed", "Two practical examinations beside an examiner")
NEEDS = {
    "expert4": "Marks every step at the moment in which it is done, also where two follow each other quickly.",
    "invigilator1": "Would like to know how to calm somebody whose heart races, without helping them.",
}


@dataclass(frozen=True)
class Lesson:
    """What is done so that people learn."""

    kind: str
    title: str
    aims: str
    leader: str


MEASURES = {
    "marking": Lesson("calibration", "Marking together", "Two markers give the same verdict.", "Hauke Claußen"),
    "calm": Lesson("course", "Calm in the room", "Helps people to begin, and nobody to pass.", "Dr. Anne Thiessen"),
}
ALONG = {"marking": "panel2", "calm": "invigilator2"}
"""Who attends besides, without a need of their own."""

EFFECT = "Watched at the sitting of this week: each step was marked at once, and both examiners agreed."
BESIDE = {
    32: "Saw what the examiner saw at three stations of four; the lowering was marked too late.",
    12: "Marked all four stations beside the examiner, with the same verdict on every critical step.",
}
"""What the examiner saw of the trainee, by how many days ago."""
