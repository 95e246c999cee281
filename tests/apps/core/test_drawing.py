"""The drawings: shapes, fills, ornament, ring, as geometry."""

import itertools
import math
import re
from xml.etree import ElementTree

import pytest

from voimala.core.drawing.ornament import band_order, draw_band, draw_ornament, weave
from voimala.core.drawing.ring import (
    GroupSizeError,
    Pair,
    Seat,
    break_label,
    draw_group,
    draw_pair_line,
    narrow_frame,
    places,
    wide_frame,
)
from voimala.core.drawing.shapes import FILLS, SHAPES, STATES, UnknownShapeError, draw_fill, draw_shape


def parse(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314  # the drawing is our own


def seats(count: int) -> list[Seat]:
    shapes = list(SHAPES)
    return [Seat(shapes[at % 7], "filled", "culture", (f"Seat {at}",)) for at in range(count)]


@pytest.mark.parametrize(("name", "state"), list(itertools.product(SHAPES, STATES)))
def test_a_shape_is_painted_by_class_and_hidden_from_readers(name: str, state: str) -> None:
    root = parse(draw_shape(name, state, 36, "culture"))
    assert (root.get("width"), root.get("viewBox")) == ("36", "0 0 24 24")
    assert root.get("class") == "mark culture"
    assert root.get("aria-hidden") == "true"
    (path,) = root
    assert path.get("class") == f"mark-{state}"
    assert "style" not in root.attrib | path.attrib


def test_seven_shapes_are_all_different() -> None:
    assert len({shape.path for shape in SHAPES.values()}) == 7


def test_unknown_words_are_refused() -> None:
    with pytest.raises(UnknownShapeError, match="circle, arch"):
        draw_shape("star")
    with pytest.raises(UnknownShapeError, match="filled, open, dashed"):
        draw_shape("circle", "dotted")
    with pytest.raises(UnknownShapeError, match="proposed, asked"):
        draw_fill("perhaps")


def test_a_class_name_cannot_break_out() -> None:
    assert 'class="mark &quot;&gt;&lt;b' in draw_shape("circle", css='"><b')


def test_fills_grow_from_an_empty_ring_to_a_full_one() -> None:
    drawn = [parse(draw_fill(name)) for name in FILLS]
    assert [len(root) for root in drawn] == [1, 2, 2, 2, 2]
    assert len({root[1].get("d") for root in drawn[1:]}) == 4


@pytest.mark.parametrize("seed", ["voimala", "pirkanmaa", "x", ""])
def test_no_tile_of_the_ornament_equals_its_neighbour(seed: str) -> None:
    grid = weave(seed, 6, 18)
    assert [len(row) for row in grid] == [18] * 6
    for row in grid:
        assert all(a.shape != b.shape for a, b in itertools.pairwise(row))
    for above, below in itertools.pairwise(grid):
        assert all(a.shape != b.shape for a, b in zip(above, below, strict=True))


def test_the_ornament_is_the_same_for_the_same_code_only() -> None:
    assert draw_ornament("voimala", 6, 18) == draw_ornament("voimala", 6, 18)
    assert draw_ornament("voimala", 6, 18) != draw_ornament("pirkanmaa", 6, 18)


def test_some_tiles_are_cored_some_quartered_and_most_whole() -> None:
    kinds = [tile.kind for row in weave("voimala", 6, 18) for tile in row]
    assert set(kinds) == {"whole", "cored", "quartered"}
    assert kinds.count("whole") > len(kinds) / 3


def test_two_ornaments_on_a_page_share_no_identifier() -> None:
    wide, narrow = draw_ornament("voimala", 6, 18), draw_ornament("voimala", 2, 26)
    names = [set(re.findall(r'id="([^"]+)"', svg)) for svg in (wide, narrow)]
    assert not names[0] & names[1]
    used = set(re.findall(r'href="#([^"]+)"', wide))
    assert used <= names[0]


def test_the_band_repeats_all_seven_shapes() -> None:
    assert sorted(band_order("voimala")) == sorted(SHAPES)
    root = parse(draw_band("voimala"))
    assert root.get("height") == "14"
    assert len(root.findall("./defs/pattern/path")) == 7


@pytest.mark.parametrize("count", range(2, 10))
@pytest.mark.parametrize("frame_of", [wide_frame, narrow_frame])
def test_seats_stand_on_the_ring_apart_and_inside(count: int, frame_of: type) -> None:
    frame = frame_of(count)
    at = places(count, frame)
    assert at[0][0] == pytest.approx(frame.width / 2)
    for x, y in at:
        assert frame.mark / 2 <= x <= frame.width - frame.mark / 2
        assert frame.mark / 2 <= y <= frame.height - frame.mark / 2
    assert min(math.dist(a, b) for a, b in itertools.combinations(at, 2)) > frame.mark


def test_six_seats_make_a_hexagon() -> None:
    at = places(6, wide_frame(6))
    assert at[0][0] == pytest.approx(at[3][0])
    assert at[1][0] == pytest.approx(at[2][0])
    assert at[1][1] == pytest.approx(at[5][1])


@pytest.mark.parametrize("count", [0, 1, 10])
def test_a_group_out_of_bounds_is_refused(count: int) -> None:
    with pytest.raises(GroupSizeError, match=f"2 to 9 seats, not {count}"):
        draw_group(seats(count), [], wide_frame(6), "", "")


def test_lines_stop_before_the_shapes_and_new_pairs_are_on_top() -> None:
    frame = wide_frame(3)
    pairs = [Pair(0, 1, "new"), Pair(0, 2, "open"), Pair(1, 2, "known")]
    root = parse(draw_group(seats(3), pairs, frame, "Three", "ring-wide"))
    lines = [path for path in root.findall("./path") if (path.get("class") or "").startswith("pair-")]
    assert [line.get("class") for line in lines] == ["pair-open", "pair-known", "pair-new"]
    at = places(3, frame)
    start = re.match(r"M([\d.]+) ([\d.]+)L", lines[2].get("d") or "")
    assert start is not None
    assert math.dist(at[0], (float(start[1]), float(start[2]))) > frame.mark / 2


def test_the_drawing_has_a_name_and_escapes_labels() -> None:
    crowd = [Seat("circle", "filled", "culture", ("<b>A & B</b>",)), *seats(2)]
    svg = draw_group(crowd, [], wide_frame(3), 'A "group"', "ring-wide")
    root = parse(svg)
    assert (root.get("role"), root.get("aria-label")) == ("img", 'A "group"')
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in svg


def test_a_crowded_narrow_ring_shows_numbers() -> None:
    def labels(count: int) -> list[str | None]:
        root = parse(draw_group(seats(count), [], narrow_frame(count), "", ""))
        return [span.text for span in root.iter("tspan")]

    assert labels(6) == [f"Seat {at}" for at in range(6)]
    assert labels(7) == [str(number) for number in range(1, 8)]


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("Musiikkipedagogi", ("Musiikkipedagogi",)),
        ("Nuorisotyöntekijä", ("Nuoriso-", "työntekijä")),
        ("Yksikön oma työntekijä", ("Yksikön oma", "työntekijä")),
        ("Kult\u00adtuurituottajatar", ("Kult-", "tuurituottajatar")),
        ("Tuntematonpitkäsana", ("Tuntematonpitkäsana",)),
        ("", ("",)),
    ],
)
def test_labels_break_where_a_reader_would(label: str, lines: tuple[str, ...]) -> None:
    assert break_label(label, 16, ("työntekijä",)) == lines


def test_a_pair_line_knows_its_kinds() -> None:
    assert 'class="pair-known"' in draw_pair_line("known")
    with pytest.raises(UnknownShapeError, match="“enemies” is not one of: open, known, new"):
        draw_pair_line("enemies")
