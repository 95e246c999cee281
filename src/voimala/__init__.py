"""The Voimala platform: Django apps layered as docs/architecture.md draws them."""
