"""Signals that something may have gone wrong: questions for a person to answer, never a verdict.

Every signal says how often it comes up by chance among honest candidates. It belongs in a queue where a person accepts
or rejects it with a reason.
"""

from guildhall.psychometrics.forensics.behaviour import erasures, score_gains
from guildhall.psychometrics.forensics.copying import CopyingSignal, omega
from guildhall.psychometrics.forensics.gains import repeated_gains
from guildhall.psychometrics.forensics.preknowledge import preknowledge
from guildhall.psychometrics.forensics.signals import Signal, Signals, several
from guildhall.psychometrics.forensics.similarity import Cluster, SimilarPair, similarity
from guildhall.psychometrics.forensics.times import response_times

__all__ = [
    "Cluster",
    "CopyingSignal",
    "Signal",
    "Signals",
    "SimilarPair",
    "erasures",
    "omega",
    "preknowledge",
    "repeated_gains",
    "response_times",
    "score_gains",
    "several",
    "similarity",
]
