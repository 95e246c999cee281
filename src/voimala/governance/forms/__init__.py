"""What the pages of bodies ask: each page imports the forms of its own module."""
