"""The municipalities that a network starts with: the file, its faults, and the first need framed there."""

import io
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from tests.apps.factories import make_municipality
from voimala.accounts.management.municipality_file import FileRefused, read_municipalities
from voimala.accounts.models import User
from voimala.core.models import Event
from voimala.networks.models import Municipality, Network, Period, Region, Setting, TargetGroup
from voimala.networks.services import Place
from voimala.phenomena.models import Brief, Phenomenon

SECRET = "vanha vene keinuu rannassa"
KOTKA = Place({"fi": "Kotka", "sv": ""}, 60.47, 26.95)
PYHTAA = Place({"fi": "Pyhtää", "sv": "Pyttis"}, 60.49, 26.54)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kunnat.csv"


GOOD = {
    "semicolons and decimal commas": "name_fi;name_sv;latitude;longitude\nKotka;;60,47;26,95\n"
    "Pyhtää;Pyttis;60,49;26,54\n",
    "commas and points": "name_fi,name_sv,latitude,longitude\nKotka,,60.47,26.95\nPyhtää,Pyttis,60.49,26.54",
    "quoted decimal commas": 'name_fi,name_sv,latitude,longitude\n"Kotka",,"60,47","26,95"\n'
    'Pyhtää,Pyttis,"60,49","26,54"\n',
    "Windows line ends, a byte order mark, empty rows, another order": "\ufeffLongitude; Latitude ;name_sv;"
    "name_fi\r\n26,95;60,47;; Kotka \r\n;;;\r\n\r\n26.54;60.49;Pyttis;Pyhtää\r\n",
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_files_as_spreadsheets_write_them(file: Path, text: str) -> None:
    file.write_bytes(text.encode())
    assert read_municipalities(file) == [KOTKA, PYHTAA]


def test_the_swedish_column_may_be_left_out(file: Path) -> None:
    file.write_text("name_fi;latitude;longitude\nKotka;60,47;26,95\n", encoding="utf-8")
    assert read_municipalities(file) == [KOTKA]


HEADER = "name_fi;name_sv;latitude;longitude\n"
FAULTS = [
    (b"", "is empty"),
    (HEADER, "row 2: there are no municipalities"),
    ("name_fi;latitude\nKotka;60\n", "row 1: the column “longitude” is missing"),
    ("name_fi;name_se;latitude;longitude\n", "row 1: the column “name_se” is not known"),
    ("name_fi;name_fi;latitude;longitude\n", "row 1: the column “name_fi” comes twice"),
    ("Kotka;60,47;26,95\n", "row 1: the column “kotka” is not known"),
    ("name_fi,latitude,longitude\nKotka,60,47,26,95\n", "row 2: 5 values under 3 columns; .* put ; between"),
    (f"{HEADER}Kotka;60,47;26,95\n", "row 2: 3 values under 4 columns"),
    (f"{HEADER}Kotka;;60,47;26,95\n;Pyttis;60;26\n", "row 3, name_fi: a name is needed"),
    (f"{HEADER}—;;60,47;26,95\n", "row 2, name_fi: “—” is no name"),
    (f"{HEADER}{101 * 'a'};;60;26\n", "row 2, name_fi: a name has at most 100"),
    (f"{HEADER}Kotka;Ko\x00tka;60;26\n", "row 2, name_sv: .* none of them invisible"),
    (f'{HEADER}"Kot\nka";;60;26\n', "row 2, name_fi: .* none of them invisible"),
    (f"{HEADER}Kotka;;;26,95\n", "row 2, latitude: is empty"),
    (f"{HEADER}Kotka;;60,47;itä\n", "row 2, longitude: “itä” is not degrees"),
    (f"{HEADER}Kotka;;nan;26\n", "row 2, latitude: “nan” is not degrees"),
    (f"{HEADER}Kotka;;6705000;26\n", "row 2, latitude: “6705000” is not degrees"),
    (f"{HEADER}\nKotka;;26,95;60,47\n", "row 3, latitude: 26,95 is not in Finland"),
    (f"{HEADER}Kotka;;60,47;-26,95\n", "row 2, longitude: -26,95 is not in Finland"),
    (f"{HEADER}Kotka;;60;26\nPyhtää;;60;26\nKOTKA;;60;27\n", "row 4, name_fi: KOTKA is already on row 2"),
    (f'{HEADER}"Kotka;;60;26\n', "row 2: is not CSV"),
    (f"{HEADER}Pyhtää;;60;26\n".encode("latin-1"), "row 2: is not UTF-8"),
    (f"{HEADER}Kotka;;60;26\n".encode("utf-16"), "row 1: is not UTF-8"),
]


@pytest.mark.parametrize(("content", "message"), FAULTS, ids=[message for _, message in FAULTS])
def test_a_fault_is_named_by_its_row_and_column(file: Path, content: str | bytes, message: str) -> None:
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(FileRefused, match=f"^{message}"):
        read_municipalities(file)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.csv", tmp_path):
        with pytest.raises(FileRefused, match="cannot be read"):
            read_municipalities(path)


def start(monkeypatch: pytest.MonkeyPatch, *extra: str, code: str = "kymi") -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{SECRET}\n"))
    call_command(
        "start_network",
        code,
        "--name=Kymenlaakson verkosto",
        "--short-name=KYMI",
        "--region=Kymenlaakso",
        "--coordinator=aino@example.org",
        "--coordinator-name=Aino Malli",
        "--password-stdin",
        *extra,
    )


@pytest.mark.django_db
def test_a_network_begun_with_the_command_frames_its_first_need(
    monkeypatch: pytest.MonkeyPatch, file: Path
) -> None:
    file.write_text(GOOD["semicolons and decimal commas"], encoding="utf-8")
    start(monkeypatch, f"--municipalities={file}")
    network = Network.objects.get()
    client = Client()
    client.post("/account/login/", {"login": "aino@example.org", "password": SECRET})
    new = reverse("phenomena:new", args=[network.code])
    key = client.get(new).context["form"]["form_key"].value()
    typed = {
        "form_key": key,
        "kind": "need",
        "title_fi": "Nuorten aikuisten yksinäisyys",
        "target_group": TargetGroup.objects.of(network).get(code="nuoret_aikuiset").pk,
        "setting": Setting.objects.of(network).get(code="psykiatrian_avohoito").pk,
        "municipality": Municipality.objects.get(name_fi="Pyhtää").pk,
    }
    assert client.post(new, typed).status_code == 302
    need = Phenomenon.objects.get()
    assert str(need.municipality) == "Pyhtää"
    brief = Brief.objects.get()
    assert (brief.phenomenon, brief.period) == (need, Period.objects.get())
    assert client.get(reverse("phenomena:brief", args=[network.code, need.public_id])).status_code == 200


@pytest.mark.django_db
def test_a_region_of_finland_brings_its_municipalities_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    start(monkeypatch, "--region=kymenlaakso")
    region = Region.objects.get()
    assert (region.name_fi, region.name_sv) == ("Kymenlaakso", "Kymmenedalen")
    assert region.municipalities.count() == 6
    assert region.municipalities.get(code="pyhtaa").name_sv == "Pyttis"
    assert not region.municipalities.exclude(latitude=None).exists()


@pytest.mark.django_db
def test_municipalities_that_are_there_stay_and_serve_the_next_network(
    monkeypatch: pytest.MonkeyPatch, file: Path
) -> None:
    region = Region.objects.create(code="kymenlaakso", name_fi="Kymenlaakso")
    Municipality.objects.create(
        region=region, code="kotka", name_fi="Kotka", name_sv="Kotka", latitude=60.5, longitude=26.9
    )
    file.write_text(GOOD["commas and points"], encoding="utf-8")
    start(monkeypatch, f"--municipalities={file}")
    found = {row.code: (row.name_sv, row.latitude) for row in region.municipalities.all()}
    assert found == {"kotka": ("Kotka", 60.5), "pyhtaa": ("Pyttis", 60.49)}
    start(monkeypatch, code="toinen")
    assert {network.region for network in Network.objects.all()} == {region}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, r"^Savonmaa: This region has no municipalities yet.*\(--municipalities FILE.csv\)$"),
        (f"{HEADER}Kotka;;60;26\nPyhtää;;x;26\n", r"kunnat.csv: row 3, latitude: “x” is not degrees"),
        (
            f"{HEADER}Kotka;;60;26\nKuopio;;62,89;27,68\n",
            "^Kuopio: This municipality is already in the region Pohjois-Savo",
        ),
    ],
    ids=["no file", "a bad row", "another region's municipality"],
)
def test_all_or_nothing(monkeypatch: pytest.MonkeyPatch, file: Path, text: str | None, message: str) -> None:
    kuopio = make_municipality()
    if text is not None:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=message) as refused:
        start(monkeypatch, *(["--region=Savonmaa"] if text is None else [f"--municipalities={file}"]))
    assert "\n" not in str(refused.value)
    assert list(Municipality.objects.all()) == [kuopio]
    assert list(Region.objects.all()) == [kuopio.region]
    assert not Network.objects.exists()
    assert not User.objects.exists()
    assert not Event.objects.exists()
