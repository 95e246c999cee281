"""Forms in the look: label, hint, error and control tied together, and a summary that leads to them."""

import re

from django import forms
from django.template import Context, Template
from django.utils import translation


class NeedForm(forms.Form):
    title = forms.CharField(label="Otsikko", help_text="Yksi lause riittää.")
    hours = forms.IntegerField(label="Tunteja", required=False)
    level = forms.ChoiceField(
        label="Taso", choices=[("1", "alussa"), ("3", "osaan")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label="Sovittu", required=False, help_text="Kun asiasta on puhuttu.")


def render(source: str, form: forms.Form) -> str:
    with translation.override("fi"):
        return Template("{% load draw %}" + source).render(Context({"form": form}))


def test_the_hint_and_the_error_are_tied_to_the_control() -> None:
    page = render('{% include "core/field.html" with field=form.title %}', NeedForm({}))
    assert '<label for="id_title">Otsikko</label>' in page
    assert 'aria-describedby="id_title_hint id_title_problem"' in page
    assert 'aria-invalid="true"' in page
    assert 'id="id_title_hint">Yksi lause riittää.' in page
    assert re.search(r'id="id_title_problem">Virhe: .+</p>', page)


def test_a_field_without_errors_promises_none() -> None:
    page = render('{% include "core/field.html" with field=form.title %}', NeedForm())
    assert 'aria-describedby="id_title_hint"' in page
    assert "aria-invalid" not in page
    assert "_problem" not in page


def test_what_may_be_left_empty_says_so() -> None:
    assert "(vapaaehtoinen)" in render('{% include "core/field.html" with field=form.hours %}', NeedForm())
    assert "(vapaaehtoinen)" not in render(
        '{% include "core/field.html" with field=form.title %}', NeedForm()
    )


def test_choices_are_a_fieldset_with_labels() -> None:
    page = render('{% include "core/field.html" with field=form.level %}', NeedForm({}))
    assert "<legend>Taso</legend>" in page
    assert page.count('type="radio"') == 2
    assert '<fieldset class="field has-error" aria-describedby="id_level_problem">' in page
    assert '<label class="option" for="id_level_1">' in page


def test_one_tick_has_its_label_beside_it() -> None:
    page = render('{% include "core/field.html" with field=form.agreed %}', NeedForm())
    assert re.search(r'<label class="option" for="id_agreed"><input type="checkbox"', page)
    assert 'aria-describedby="id_agreed_hint"' in page


def test_the_summary_counts_and_links_to_what_takes_focus() -> None:
    page = render('{% include "core/form_errors.html" %}', NeedForm({}))
    assert 'role="alert"' in page
    assert "Tarkista 2 kohtaa" in page
    assert 'href="#id_title"' in page
    assert 'href="#id_level_0"' in page
    assert render('{% include "core/form_errors.html" %}', NeedForm()).strip() == ""


def test_one_error_is_one_point() -> None:
    page = render('{% include "core/form_errors.html" %}', NeedForm({"level": "1"}))
    assert "Tarkista yksi kohta" in page


def test_errors_of_the_whole_form_are_in_the_summary() -> None:
    form = NeedForm({"title": "a", "level": "1"})
    form.add_error(None, "Kausi on jo päättynyt.")
    assert "Kausi on jo päättynyt." in render('{% include "core/form_errors.html" %}', form)


def test_a_fold_stands_open_when_it_hides_an_error() -> None:
    fold = '{% include "core/fold.html" with title="Tarkemmat asetukset" fields=fields %}'

    def page(form: NeedForm) -> str:
        with translation.override("fi"):
            return Template(fold).render(Context({"fields": [form["hours"], form["title"]]}))

    assert "<details>" in page(NeedForm())
    assert "<details open>" in page(NeedForm({"hours": "monta"}))


def test_a_form_printed_as_such_has_the_same_look() -> None:
    page = render("{{ form }}", NeedForm({}))
    assert 'class="error-summary"' in page
    assert page.count('class="field') == 6
    assert "Tunteja" in page
