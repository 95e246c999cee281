"""The same form sent twice at the same moment begins one network."""

import datetime as dt

import pytest

from tests.apps.factories import make_network, make_user
from tests.apps.together import apart, at_once
from voimala.accounts.models import User
from voimala.core.viewer import acting
from voimala.desk.services import Territory, begin_network, suggested_code
from voimala.networks.models import Network, RoleKind

pytestmark = pytest.mark.usefixtures("installed_database")


def test_race_of_a_form_sent_twice_begins_one_network(now: dt.datetime) -> None:
    operator = apart(lambda: make_user(make_network(), RoleKind.OPERATOR))

    def begin() -> str:
        user = User.objects.get(pk=operator.pk)
        network = begin_network(
            by=acting(user),
            now=now,
            user=user,
            name={"fi": "Kainuun verkosto", "sv": "", "en": ""},
            short_name="Kainuu",
            code=suggested_code("Kainuu"),
            territory=Territory.of(["kainuu"], ()),
        )
        return network.code

    assert at_once([begin, begin]) == ["kainuu", "kainuu"]
    assert apart(lambda: Network.objects.filter(name_fi="Kainuun verkosto").count()) == 1
