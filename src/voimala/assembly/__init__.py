"""Proposals of co-development groups, computed and explained, and the groups that people decide."""
