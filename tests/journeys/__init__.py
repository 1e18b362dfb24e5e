"""Journeys: people at work in a real browser, on a house that is really served."""
