"""What runs in the background: jobs that wait, run, are done or failed, for the administrator."""
