"""What people were told and which days count: inbox, letters, messages, deadlines, timers; a demonstration's post."""
