"""What makes a survey confidential: links that cannot be guessed, letters, and data that leads to nobody."""
