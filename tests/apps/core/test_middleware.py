"""Addresses that name nothing."""

import pytest
from django.test import Client

from voimala.networks.models import Network


@pytest.mark.parametrize("address", ["/v/%00/", "/v/voimala/?q=a%00b", "/sv/?q=%00"])
def test_an_address_with_a_nul_sign_is_not_found(client: Client, network: Network, address: str) -> None:
    assert client.get(address).status_code == 404


def test_other_odd_signs_stay(client: Client, network: Network) -> None:
    assert client.get("/v/voimala/?q=%25%F0%9F%98%80").status_code == 200
