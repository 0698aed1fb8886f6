"""Feeds and calendars: what happened, what is due, when something meets; for everything, each type, each subject."""
