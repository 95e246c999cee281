"""The register of partners, and adding to it."""

from voimala.partners.views.register import organisation, partners

__all__ = ["organisation", "partners"]
