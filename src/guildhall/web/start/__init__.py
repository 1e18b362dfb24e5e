"""Where everybody arrives: the public start, the way into one's own area, and how pages are shown."""
