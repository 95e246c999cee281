"""The timeline: places in the figure, unknown years in words, and a table that says the same."""

from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.apps.public.reading import read
from tests.apps.public.rows import add_facts, milestone
from voimala.core.dates import PartialDate
from voimala.networks.models import Milestone, Network
from voimala.partners.models import Agreement, Project
from voimala.public.views.drawing import DOT, LEFT, WIDTH, Lane, Moment, Placed, draw
from voimala.public.views.facts import span
from voimala.public.views.phases import COLUMNS, column_spans


def moment(since: str | None, until: str | None = None, title: str = "Hanke") -> Moment:
    dates = [PartialDate(text) if text else None for text in (since, until)]
    return Moment(title, "", dates[0], dates[1], "Hanke", [])


def placed(lane: Lane, this_year: int = 2026) -> list[Placed]:
    figure = draw([lane], this_year)
    assert figure is not None
    return figure.lanes[0].placed


def test_bars_cover_whole_years() -> None:
    first, second = placed(Lane("", "", (moment("2001", "2002"), moment("2003", "2004")), bars=True))
    unit = (WIDTH - LEFT) / 4
    assert (first.x, first.width) == (LEFT, round(2 * unit))
    assert (second.x, second.right) == (round(LEFT + 2 * unit), WIDTH)


def test_a_mark_stands_in_the_middle_of_what_is_known() -> None:
    year, month = placed(
        Lane("", "", (moment("2001"), moment("2001-01"), moment("2002", "2002")), bars=False)
    )[:2]
    unit = (WIDTH - LEFT) / 2
    assert abs(year.x - (LEFT + unit / 2)) <= 1
    assert abs(month.x - (LEFT + unit / 24)) <= 1


def test_a_phase_that_goes_on_runs_to_the_edge() -> None:
    early, late = placed(
        Lane("", "", (moment("2002", "2011", "Alku"), moment("2012", None, "Kasvu")), phases=True)
    )
    assert (early.arrow, late.arrow) == (False, True)
    assert late.right == WIDTH


def test_without_any_year_there_is_no_figure() -> None:
    assert draw([Lane("", "", (moment(None), moment(None, "2021")))], 2026) is None
    assert draw([], 2026) is None


years = st.integers(1950, 2030)
titles = st.text(alphabet="abcdefghi jklmnop", min_size=1, max_size=200)


@st.composite
def moments(draw_: st.DrawFn) -> Moment:
    since = draw_(years)
    length = draw_(st.none() | st.integers(0, 20))
    return moment(str(since), None if length is None else str(since + length), draw_(titles))


def box(spot: Placed, lane: Lane) -> tuple[float, float]:
    text = len(spot.label) * lane.letter
    left = spot.label_x - text if spot.anchor == "end" else spot.label_x
    return min(left, spot.x - DOT), max(left + text, spot.right)


@given(st.lists(moments(), min_size=1, max_size=12), st.booleans())
def test_labels_stay_inside_and_never_lie_on_each_other(rows: list[Moment], bars: bool) -> None:
    lane = Lane("", "", tuple(rows), bars=bars)
    spots = placed(lane)
    assert len(spots) == len(rows)
    for spot in spots:
        left, right = box(spot, lane)
        assert left >= LEFT - DOT - 1
        assert right <= WIDTH + DOT
    for one in spots:
        for other in spots:
            if one is not other and one.y == other.y:
                assert box(one, lane)[1] <= box(other, lane)[0] or box(other, lane)[1] <= box(one, lane)[0]


def test_spans_in_words() -> None:
    one, other, day = PartialDate("2012"), PartialDate("2013"), PartialDate("2021-07-31")
    assert span(one, other) == "2012–2013"
    assert span(one, one) == "2012"
    assert span(one, None) == "2012"
    assert span(one, None, continues=True) == "2012–"
    assert span(None, day) == "–31.7.2021"


@given(st.lists(st.integers(1, 40), min_size=2, max_size=6))
def test_phases_share_the_columns(lengths: list[int]) -> None:
    spans = column_spans(lengths)
    assert all(4 <= columns <= 16 for columns in spans)
    assert len(spans) == len(lengths)


def test_the_three_phases_of_the_picture_fill_the_row() -> None:
    assert sum(column_spans([10, 6, 9])) == COLUMNS


def test_the_title_counts_in_words(client: Client, network: Network) -> None:
    add_facts(network)
    assert read(client.get("/v/voimala/timeline/")).title == "Kaksi vaihetta ja kaksi hanketta vuodesta 2002"
    assert read(client.get("/sv/v/voimala/timeline/")).title == "Två faser och två projekt sedan 2002"
    assert read(client.get("/en/v/voimala/timeline/")).title == "Two phases and two projects since 2002"
    Project.objects.filter(code="hanke").delete()
    assert read(client.get("/v/voimala/timeline/")).title == "Kaksi vaihetta ja yksi hanke vuodesta 2002"


def test_the_table_has_every_row_and_unknown_years_stand_in_words(client: Client, network: Network) -> None:
    add_facts(network)
    page = read(client.get("/v/voimala/timeline/"))
    assert "Vuodet eivät tiedossa: Vuodeton hanke" in " ".join(page.text.split())
    table = page.html.partition("<tbody>")[2].partition("</tbody>")[0]
    expected = Milestone.objects.exclude(kind="practice").count() + Project.objects.count()
    expected += Agreement.objects.count() + 1
    assert table.count("<tr>") == expected
    assert "ei tiedossa" in table


def test_a_row_added_appears_in_figure_list_and_table(client: Client, network: Network) -> None:
    milestone(network, "funding", "Uusi rahoittaja", "2019")
    assert client.get("/v/voimala/timeline/").content.decode().count("Uusi rahoittaja") == 3
