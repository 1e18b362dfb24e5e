"""Whether an examination treats groups alike."""
