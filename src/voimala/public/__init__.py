"""What everybody sees: front pages and the pages that explain."""
