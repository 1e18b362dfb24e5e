"""The acts of conformity: judging a clause, and asking for the controls to be run again."""
