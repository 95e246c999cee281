"""Needs and phenomena, the stairs of cultural wellbeing, and briefs: what a pilot needs."""
