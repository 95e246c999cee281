"""What waits for me. No tables."""
