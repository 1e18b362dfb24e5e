"""The installation as a whole: its commands, its processes, and what is left when they are killed."""
