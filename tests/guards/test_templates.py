"""Pages under a strict content security policy: no inline style or script, nothing from elsewhere."""

import re

import pytest

from tests.guards.sources import name_of, own

FORBIDDEN = {
    "inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "inline script": re.compile(r"<script\b(?![^>]*\bsrc\s*=)", re.IGNORECASE),
    "event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "something from elsewhere": re.compile(
        r"<(link|script|img|iframe|source|use)\b[^>]*\b(src|href)\s*=\s*[\"']?(https?:)?//", re.IGNORECASE
    ),
    "unescaped text": re.compile(r"\|\s*safe\b|\{%\s*autoescape\s+off"),
}
STYLES_FROM_ELSEWHERE = re.compile(r"(url\(|@import)\s*[\"']?(https?:)?//", re.IGNORECASE)


# Mail programs read no style sheets, and a picture in a mail tells its sender that it was opened.
IN_MAILS = {what: pattern for what, pattern in FORBIDDEN.items() if what != "inline style"}
PICTURE = re.compile(r"<img\b|url\(", re.IGNORECASE)
MAIL = re.compile(r"/mail/[a-z_/]+\.html$|_message\.html$")


def faults(template: str) -> list[str]:
    return [what for what, pattern in FORBIDDEN.items() if pattern.search(template)]


def faults_of_mail(template: str) -> list[str]:
    found = [what for what, pattern in IN_MAILS.items() if pattern.search(template)]
    return [*found, "picture"] if PICTURE.search(template) else found


def test_templates_keep_the_policy() -> None:
    templates = [path for path in own(".html", "src/") if not MAIL.search(name_of(path))]
    assert templates
    found = {name_of(path): faults(path.read_text(encoding="utf-8")) for path in templates}
    assert {name: what for name, what in found.items() if what} == {}


def test_mails_have_no_pictures_and_run_nothing() -> None:
    mails = [path for path in own(".html", "src/") if MAIL.search(name_of(path))]
    assert mails
    found = {name_of(path): faults_of_mail(path.read_text(encoding="utf-8")) for path in mails}
    assert {name: what for name, what in found.items() if what} == {}
    assert faults_of_mail('<td style="color:#211D19"><img src="cid:a">') == ["picture"]
    assert faults_of_mail("<script>alert(1)</script>") == ["inline script"]


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        ('<p style="color: red">', "inline style"),
        ("<script>alert(1)</script>", "inline script"),
        ('<button onclick="go()">', "event attribute"),
        ('<a href="javascript:go()">', "javascript address"),
        ('<img src="https://example.org/a.png">', "something from elsewhere"),
        ("{{ text|safe }}", "unescaped text"),
    ],
)
def test_the_guard_sees_a_fault(template: str, fault: str) -> None:
    assert fault in faults(template)


def test_the_guard_lets_a_good_page_through() -> None:
    assert (
        faults('<script src="{% static "a.js" %}" defer></script><a href="https://example.org/">x</a>') == []
    )


def test_style_sheets_fetch_nothing_from_elsewhere() -> None:
    sheets = own(".css", "src/")
    assert sheets
    found = [
        name_of(path) for path in sheets if STYLES_FROM_ELSEWHERE.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
    assert STYLES_FROM_ELSEWHERE.search('@import "https://example.org/a.css"')
