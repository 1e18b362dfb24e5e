"""What a certified person carries: made here, verified here, and verified by software of others."""
