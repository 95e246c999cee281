import pytest
from django.db import transaction
from tests.apps.access_rows import ADDRESSES, DEEDS
from tests.apps.access_scene import build_scene
from tests.apps.test_access_table import rows_of, ask, differences
from voimala.core import access
MINE = ("organisations","units","contacts","roles","role","invite","invitation","new_role","edit_organisation","new_membership","edit_membership","new_unit","edit_unit","new_contact","edit_contact")
@pytest.mark.django_db
def test_tmp():
    scene = build_scene()
    table = rows_of(ADDRESSES)
    rows = [r for r in table if r[0] in {f"partners:{m}" for m in MINE} | {"people:people","people:person","people:competences","people:new_competence","people:edit_competence","people:edit_person","partners:organisation","partners:partners"}]
    found = {r: {who: ask(scene, r, who).status for who in scene.viewers} for r in rows}
    d = {r: {who: "yes" if access.allowed(r[0], v, scene.objects[r[1]]) else "-" for who, v in scene.viewers.items()} for r in rows_of(DEEDS) if r[0].startswith(("partners.keep","partners.read_c","accounts","people.keep","people.read_comp")) and r[1] in scene.objects}
    assert differences(table, found) + differences(rows_of(DEEDS), d) == []
