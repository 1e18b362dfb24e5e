"""What templates can ask of the shell."""
