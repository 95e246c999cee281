"""Forms of what is published and of what visitors write."""
