"""Who can be played in the demonstration, what they are there, and what is worth trying as them.

The story of the demonstration takes the people of its sentences from here; everybody is known by their address.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from guildhall.kernel.words import gettext_noop


@dataclass(frozen=True)
class Part:
    """Somebody who can be played: their address, what they are, and a sentence of what to try."""

    email: str
    title: str
    sentence: str


@dataclass(frozen=True)
class Act:
    """Parts that belong together."""

    title: str
    parts: tuple[Part, ...]


ACTS = (
    Act(
        gettext_noop("Apply, be examined, be certified"),
        (
            Part(
                "applicant43@post.example",
                gettext_noop("Applicant"),
                gettext_noop("Complete an application that is half filled in, sign it and submit it."),
            ),
            Part(
                "applicant33@post.example",
                gettext_noop("Candidate with a seat today"),
                gettext_noop("Sit a real examination in the browser: you are checked in, and the sitting is open."),
            ),
            Part(
                "applicant34@post.example",
                gettext_noop("Candidate with special arrangements"),
                gettext_noop("See how reading aloud and a quarter more time have arrived in the sitting."),
            ),
            Part(
                "applicant29@post.example",
                gettext_noop("Candidate who failed one critical step"),
                gettext_noop("Read the result with its feedback, and see that only this part is repeated."),
            ),
            Part(
                "applicant4@post.example",
                gettext_noop("Certified person"),
                gettext_noop("Download the certificate, and scan its code or look it up in the register."),
            ),
            Part(
                "applicant8@post.example",
                gettext_noop("Suspended person"),
                gettext_noop("See what somebody is told who was suspended this morning, and what the register says."),
            ),
        ),
    ),
    Act(
        gettext_noop("Run the body"),
        (
            Part(
                "director@nordwind.example",
                gettext_noop("Director"),
                gettext_noop(
                    "Approve the new text of declaration, authorise an invigilator; then try to decide on somebody."
                ),
            ),
            Part(
                "quality@nordwind.example",
                gettext_noop("Quality manager and decider"),
                gettext_noop(
                    "Judge what people declared and records show, look at what is red, and decide on this week's files."
                ),
            ),
            Part(
                "operations@nordwind.example",
                gettext_noop("Operations"),
                gettext_noop("Serve who applies on paper, give two candidates new seats, evaluate a provider."),
            ),
            Part(
                "admin@nordwind.example",
                gettext_noop("Administrator"),
                gettext_noop("See that everything runs, and that an administrator reads no item and decides nothing."),
            ),
        ),
    ),
    Act(
        gettext_noop("Keep the body itself"),
        (
            Part(
                "documents@nordwind.example",
                gettext_noop("Document controller"),
                gettext_noop("See what waits for approval, what is due for review, and two versions side by side."),
            ),
            Part(
                "secretary@nordwind.example",
                gettext_noop("Committee secretary"),
                gettext_noop("Prepare the next meeting, and see why a committee that lost a member could not vote."),
            ),
            Part(
                "committee1@nordwind.example",
                gettext_noop("Committee member"),
                gettext_noop(
                    "Read the paper for the next meeting and the register of threats; see what became of advice."
                ),
            ),
            Part(
                "committee3@nordwind.example",
                gettext_noop("Committee member with a conflict"),
                gettext_noop("See that the same paper is closed to you: you teach at the school that it is about."),
            ),
            Part(
                "premises@nordwind.example",
                gettext_noop("Resource manager"),
                gettext_noop("Find the torque wrench that may not be used, and the months in which hands are missing."),
            ),
            Part(
                "finance@nordwind.example",
                gettext_noop("Finance officer"),
                gettext_noop("See who brings nearly a third of the money, and renew the insurance that ends in weeks."),
            ),
            Part(
                "privacy@nordwind.example",
                gettext_noop("Data protection officer"),
                gettext_noop(
                    "Answer a court that asks about a certified person, who is told before it learns anything."
                ),
            ),
            Part(
                "oversight@nordwind.example",
                gettext_noop("Overseer of AI use"),
                gettext_noop("Verify anew a use that switched itself off when its model was exchanged."),
            ),
        ),
    ),
    Act(
        gettext_noop("Make a scheme and its examinations"),
        (
            Part(
                "expert1@nordwind.example",
                gettext_noop("Scheme manager"),
                gettext_noop(
                    "Follow a task to the blueprint; read what a survey told of the second scheme, which is a draft."
                ),
            ),
            Part(
                "panel3@nordwind.example",
                gettext_noop("Panel member and judge"),
                gettext_noop("See the tasks that the panel rated, and what you judged when the standard was set."),
            ),
            Part(
                "measurement@nordwind.example",
                gettext_noop("Psychometrician"),
                gettext_noop(
                    "See how the form in use measures with few attempts, and where its cut comes from; report on it."
                ),
            ),
            Part(
                "committee4@nordwind.example",
                gettext_noop("Scheme approver"),
                gettext_noop("Approve a calibration that somebody else concluded, or send it back with a reason."),
            ),
            Part(
                "expert2@nordwind.example",
                gettext_noop("Item writer"),
                gettext_noop(
                    "Mend an item that came back, finish what you were asked for, decide on the rest of an import."
                ),
            ),
            Part(
                "panel1@nordwind.example",
                gettext_noop("Item reviewer"),
                gettext_noop("Review an item of somebody else with its advice and its likes; verify a translation."),
            ),
            Part(
                "examinations@nordwind.example",
                gettext_noop("Examination manager"),
                gettext_noop(
                    "Answer what a check asks about two answer sheets, and deal with an item that was photographed."
                ),
            ),
        ),
    ),
    Act(
        gettext_noop("Admit, examine and decide"),
        (
            Part(
                "review@nordwind.example",
                gettext_noop("Application reviewer"),
                gettext_noop("Review this week's applications and admit, ask or reject; one of them came on paper."),
            ),
            Part(
                "needs@nordwind.example",
                gettext_noop("Accommodation officer"),
                gettext_noop("Decide what somebody who sees badly is granted, and read why as nobody else may."),
            ),
            Part(
                "invigilator1@nordwind.example",
                gettext_noop("Invigilator"),
                gettext_noop("Watch over the sitting that is open now; check in who is still expected."),
            ),
            Part(
                "invigilator2@nordwind.example",
                gettext_noop("Invigilator who has something to sign"),
                gettext_noop("Read the new instruction, answer its questions, and acknowledge it before its day."),
            ),
            Part(
                "expert4@nordwind.example",
                gettext_noop("Examiner"),
                gettext_noop("Mark a practical examination that goes on now, station by station, best on a phone."),
            ),
            Part(
                "decider@nordwind.example",
                gettext_noop("Decider who trained a candidate"),
                gettext_noop("Open the file of that candidate and see who may decide on it, and why you may not."),
            ),
        ),
    ),
    Act(
        gettext_noop("Look from outside"),
        (
            Part(
                "assessor@nordwind.example",
                gettext_noop("Assessor of the accreditation body"),
                gettext_noop("Follow a file from the application to the certificate, as an assessor asks for it."),
            ),
        ),
    ),
)
"""The parts, in the order in which they are shown."""


def all_parts() -> Iterator[Part]:
    """Every part."""
    return (part for each in ACTS for part in each.parts)
