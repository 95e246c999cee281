"""What the networks app puts into the general slots."""

from django.urls import reverse

from voimala.core import references
from voimala.core.references import ReferenceKind
from voimala.networks.models import Network


def network_address(network: Network) -> str:
    return reverse("public:network", args=[network.code])


NETWORK = ReferenceKind("network", Network.objects.visible_to, str, network_address)


def fill() -> None:
    references.register(NETWORK)
