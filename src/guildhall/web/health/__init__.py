"""For whoever watches the installation: whether it answers, and nothing else."""
