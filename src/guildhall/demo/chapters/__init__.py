"""The chapters of the story; each enters in the diary what happens in it."""
