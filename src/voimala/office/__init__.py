"""What leaves the house and what is kept for it: the outbox of messages."""
