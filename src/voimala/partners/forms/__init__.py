"""What the pages of the partners ask: each page imports the forms of its own module."""
