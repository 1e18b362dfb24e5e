"""My work: what waits for me, why, and until when, from all rooms."""
