"""The door of a demonstration: whoever comes chooses whom to be. It is there in a demonstration and nowhere else."""
