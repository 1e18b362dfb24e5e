"""What every candidate pledges before they see an examination: secrecy and honesty (7.4.3)."""

from guildhall.kernel.words import gettext_noop

PLEDGE = (
    gettext_noop("I am the person who is registered for this examination."),
    gettext_noop(
        "I keep to myself what is asked: I copy, photograph, record and pass on nothing of it, now and afterwards."
    ),
    gettext_noop("I work alone and use only the aids that are allowed."),
    gettext_noop("I follow the instructions of who is on duty."),
    gettext_noop("I know that an attempt in which I break this can be voided, after I was heard."),
)
"""The sentences, in their order."""
