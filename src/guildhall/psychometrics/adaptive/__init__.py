"""Adaptive testing: the next item depends on the answers so far; a simulator shows beforehand what comes of it."""

from guildhall.psychometrics.adaptive.exposure import sympson_hetter
from guildhall.psychometrics.adaptive.plan import Plan
from guildhall.psychometrics.adaptive.session import Session
from guildhall.psychometrics.adaptive.simulation import Simulation, simulate

__all__ = ["Plan", "Session", "Simulation", "simulate", "sympson_hetter"]
