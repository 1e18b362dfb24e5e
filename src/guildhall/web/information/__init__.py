"""What the body says in public, gone through point by point: what stands there today, and what somebody found."""
