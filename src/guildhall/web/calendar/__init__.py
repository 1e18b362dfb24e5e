"""One calendar of everything that falls due for the body, on a page and for calendar programs."""
