"""The register of partners, and adding to it."""

from voimala.partners.views.adding import add
from voimala.partners.views.duties import duties, duty
from voimala.partners.views.register import organisation, partners

__all__ = ["add", "duties", "duty", "organisation", "partners"]
