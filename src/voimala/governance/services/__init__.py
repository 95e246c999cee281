"""Deeds of bodies."""
