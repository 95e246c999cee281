"""Organisations, units, contacts, memberships and what they commit; the network's goals and projects."""
