"""The texts of the interface: what is found, kept and refused."""

from pathlib import Path

import pytest

from voimala.core.messages import (
    Key,
    catalogue_path,
    find_problems,
    read_catalogue,
    texts_of_python,
    texts_of_template,
    update_catalogues,
)
from voimala_cli.catalogues import compile_catalogue


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A small source tree with one app of one text."""
    write_app(tmp_path, "one", 'greeting = _("Hello %(name)s")')
    return tmp_path


def write_app(source: Path, name: str, code: str) -> Path:
    folder = source / name
    folder.mkdir(exist_ok=True)
    (folder / "apps.py").touch()
    (folder / "models.py").write_text(
        f"from django.utils.translation import gettext_lazy as _, ngettext\n{code}\n"
    )
    return folder


def translate(folder: Path, language: str, old: str, new: str) -> None:
    path = catalogue_path(folder, language)
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def whats(source: Path) -> list[str]:
    return [problem.what for problem in find_problems([source / "one"], source)]


def test_python_texts_are_found_under_any_name() -> None:
    code = """
from django.utils import translation
from django.utils.translation import gettext as words, npgettext, pgettext_lazy
words("plain")
words("in " "pieces")
pgettext_lazy("month", "May")
npgettext("seat", "%(count)d free", "%(count)d free ones", 3)
translation.gettext("by module")
other("not a text")
words(variable)
"""
    texts, problems = texts_of_python(code, "a.py")
    assert dict(texts) == {
        Key("plain", ""): "",
        Key("in pieces", ""): "",
        Key("May", "month"): "",
        Key("%(count)d free", "seat"): "%(count)d free ones",
        Key("by module", ""): "",
    }
    assert problems == []


def test_a_text_put_together_at_run_time_is_refused() -> None:
    _, problems = texts_of_python(
        'from django.utils.translation import gettext as _\n_(f"Hi {name}")', "a.py"
    )
    assert [problem.msgid for problem in problems] == ["_(f'Hi {name}')"]


def test_template_texts_are_found_with_context_and_plural() -> None:
    template = """
  {% load i18n %}<p title="{{ _('In a variable') }}">don't
      {% translate "Plain" as plain %} {% translate "May" context "verb" %}
    {% blocktranslate count n=total trimmed %}
      {{ n }} person
    {% plural %}
      {{ n }} people
    {% endblocktranslate %}
{% comment %}Translators: it's ({% endcomment %}
  {% include "x.html" with title=_("In a tag") %}
"""
    assert dict(texts_of_template(template)) == {
        Key("In a variable", ""): "",
        Key("Plain", ""): "",
        Key("May", "verb"): "",
        Key("%(n)s person", ""): "%(n)s people",
        Key("In a tag", ""): "",
    }


def test_a_new_text_is_missing_until_both_languages_have_it(source: Path) -> None:
    assert whats(source) == ["missing", "missing"]
    update_catalogues([source / "one"], source)
    assert whats(source) == ["missing", "missing"]
    for language, text in (("fi", "Hei %(name)s"), ("sv", "Hej %(name)s")):
        translate(source / "one", language, '%(name)s"\nmsgstr ""', f'%(name)s"\nmsgstr "{text}"')
    assert whats(source) == []
    assert update_catalogues([source / "one"], source) == []


def test_a_placeholder_must_be_the_same(source: Path) -> None:
    update_catalogues([source / "one"], source)
    for language in ("fi", "sv"):
        translate(source / "one", language, '%(name)s"\nmsgstr ""', '%(name)s"\nmsgstr "Hei %(nimi)s"')
    assert whats(source) == ["placeholders differ", "placeholders differ"]


def test_a_placeholder_must_have_a_name(source: Path) -> None:
    write_app(source, "one", '_("%s of {}")')
    assert whats(source)[0] == "a placeholder has no name"


def test_obsolete_and_fuzzy_texts_are_told_and_the_obsolete_removed(source: Path) -> None:
    update_catalogues([source / "one"], source)
    for language in ("fi", "sv"):
        translate(source / "one", language, 'msgid "Hello', '#, fuzzy\nmsgid "Hello')
        translate(source / "one", language, '%(name)s"\nmsgstr ""', '%(name)s"\nmsgstr "Hei %(name)s"')
    assert whats(source) == ["fuzzy", "fuzzy"]
    write_app(source, "one", "")
    assert whats(source) == ["obsolete", "obsolete"]
    update_catalogues([source / "one"], source)
    assert not catalogue_path(source / "one", "fi").exists()


def test_a_text_moved_to_another_app_keeps_its_translation(source: Path) -> None:
    update_catalogues([source / "one"], source)
    translate(source / "one", "fi", '%(name)s"\nmsgstr ""', '%(name)s"\nmsgstr "Hei %(name)s"')
    other = write_app(source, "two", '_("Hello %(name)s")')
    update_catalogues([other], source)
    assert read_catalogue(catalogue_path(other, "fi"), "fi")[Key("Hello %(name)s", "")].strings == (
        "Hei %(name)s",
    )


def test_two_translations_of_one_text_are_told(source: Path) -> None:
    write_app(source, "two", '_("Hello %(name)s")')
    update_catalogues([source / "one", source / "two"], source)
    for app, text in (("one", "Hei %(name)s"), ("two", "Terve %(name)s")):
        translate(source / app, "fi", '%(name)s"\nmsgstr ""', f'%(name)s"\nmsgstr "{text}"')
    assert "translated otherwise in one" in whats(source)


def test_a_plural_needs_every_form_and_may_leave_the_number_out_of_the_first(source: Path) -> None:
    write_app(source, "one", 'ngettext("one seat", "%(count)d seats", 2)')
    update_catalogues([source / "one"], source)
    for language in ("fi", "sv"):
        translate(source / "one", language, 'msgstr[0] ""', 'msgstr[0] "yksi paikka"')
    assert whats(source) == ["missing", "missing"]
    for language in ("fi", "sv"):
        translate(source / "one", language, 'msgstr[1] ""', 'msgstr[1] "%(count)d paikkaa"')
    assert whats(source) == []


def test_a_compiled_catalogue_speaks(source: Path) -> None:
    import gettext

    update_catalogues([source / "one"], source)
    translate(source / "one", "fi", '%(name)s"\nmsgstr ""', '%(name)s"\nmsgstr "Hei %(name)s"')
    path = catalogue_path(source / "one", "fi")
    compile_catalogue(path)
    with path.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Hello %(name)s") == "Hei %(name)s"
