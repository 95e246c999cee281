"""Interface texts: found in the sources, kept in each app's catalogues, checked for completeness.

English msgids in code and templates; `<app>/locale/{fi,sv}/LC_MESSAGES/django.po` beside them. The files hold
no dates and no line numbers, so a difference is always a text. It must not grow into content translation:
what people write lives in `_fi _sv _en` columns.
"""

import ast
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, cast

from babel.messages.extract import extract_python
from babel.messages.pofile import normalize, read_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[1]
LANGUAGES = ("fi", "sv")
PLURAL_FORMS = 2
HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""

# Where in a call's arguments the context, the text and the plural stand.
MARKERS: dict[str, tuple[int | None, int, int | None]] = {
    "gettext": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
TEMPLATE_KEYWORDS = dict.fromkeys(("_", "gettext", "ngettext", "pgettext", "npgettext"))
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z.]?|\{\w+(?:![rsa])?(?::[^{}]*)?\}")
UNNAMED_PLACEHOLDER = re.compile(r"(?<!%)(?:%%)*%[sdifr]\b|\{\d*\}")


class Key(NamedTuple):
    """What gettext looks a text up by."""

    msgid: str
    context: str


@dataclass(frozen=True)
class Entry:
    """One text of a catalogue: the plural of its msgid, and one string, or one for each plural form."""

    plural: str = ""
    strings: tuple[str, ...] = ()
    fuzzy: bool = False
    comments: tuple[str, ...] = ()

    @property
    def is_translated(self) -> bool:
        return bool(self.strings) and all(self.strings) and not self.fuzzy


class Problem(NamedTuple):
    place: str
    language: str
    msgid: str
    what: str

    def __str__(self) -> str:
        return f"{self.place} {self.language}: {self.what}: {self.msgid!r}"


Texts = dict[Key, str]
Catalogue = dict[Key, Entry]


# From the sources


def app_folders(source: Path = SOURCE) -> list[Path]:
    """The apps. `config` is none: its few words, the names of languages, are in Django's own catalogues."""
    return sorted(folder.parent for folder in source.glob("*/apps.py"))


def texts_of_app(folder: Path) -> tuple[Texts, list[Problem]]:
    """Every text of the app with its plural, and the calls whose text cannot be read from the source."""
    texts: Texts = {}
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*.py")):
        found, unreadable = texts_of_python(path.read_text(encoding="utf-8"), f"{folder.name}/{path.name}")
        add_texts(texts, found)
        problems += unreadable
    for path in sorted((folder / "templates").rglob("*.*")):
        add_texts(texts, texts_of_template(path.read_text(encoding="utf-8")))
    return texts, problems


def add_texts(texts: Texts, found: Iterable[tuple[Key, str]]) -> None:
    """The same text once alone and once with a plural is one entry, with the plural."""
    for key, plural in found:
        if key.msgid:
            texts[key] = plural or texts.get(key, "")


def texts_of_python(code: str, place: str) -> tuple[list[tuple[Key, str]], list[Problem]]:
    tree = ast.parse(code)
    names = marker_names(tree)
    texts: list[tuple[Key, str]] = []
    problems: list[Problem] = []
    for node in ast.walk(tree):
        marker = marker_of(node, names)
        if marker is None or not isinstance(node, ast.Call):
            continue
        context, text, plural = (argument(node, position) for position in marker)
        if isinstance(text, str) and isinstance(context, str) and isinstance(plural, str):
            texts.append((Key(text, context), plural))
        elif any(is_built(node, position) for position in marker):
            what = (
                f"line {node.lineno}: the text is put together at run time; use a literal with placeholders"
            )
            problems.append(Problem(place, "en", ast.unparse(node), what))
    return texts, problems


def marker_names(tree: ast.Module) -> dict[str, str]:
    """Local name to gettext function: `from django.utils.translation import gettext_lazy as _`."""
    return {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in MARKERS
    }


def marker_of(node: ast.AST, names: dict[str, str]) -> tuple[int | None, int, int | None] | None:
    if not isinstance(node, ast.Call):
        return None
    if isinstance(node.func, ast.Name):
        return MARKERS.get(names.get(node.func.id, ""))
    if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
        return MARKERS.get(node.func.attr) if node.func.value.id == "translation" else None
    return None


def argument(call: ast.Call, position: int | None) -> str | None:
    """The literal at the position, "" where the function has no such argument, None for anything else."""
    if position is None:
        return ""
    found = call.args[position] if position < len(call.args) else None
    return found.value if isinstance(found, ast.Constant) and isinstance(found.value, str) else None


def is_built(call: ast.Call, position: int | None) -> bool:
    """An f-string, a sum or a call: no catalogue can hold it. A plain name may carry a marked text."""
    if position is None or position >= len(call.args):
        return False
    return isinstance(call.args[position], ast.JoinedStr | ast.BinOp | ast.Call)


def texts_of_template(template: str) -> Iterator[tuple[Key, str]]:
    """Django rewrites the template as calls; the brackets keep its indentation from counting as Python's."""
    code = f"(\n{templatize(template)}\n)".encode()
    calls = extract_python(io.BytesIO(code), TEMPLATE_KEYWORDS, (), {})
    for _line, function, arguments, _comments in cast("Iterable[tuple[int, str, Any, Any]]", calls):
        context_at, text_at, plural_at = MARKERS.get(function, MARKERS["gettext"])
        found = [arguments] if isinstance(arguments, str) else [str(argument or "") for argument in arguments]
        context = found[context_at] if context_at is not None else ""
        yield Key(found[text_at], context), found[plural_at] if plural_at is not None else ""


# The catalogues


def catalogue_path(folder: Path, language: str) -> Path:
    return folder / "locale" / language / "LC_MESSAGES" / "django.po"


def read_catalogue(path: Path, language: str) -> Catalogue:
    if not path.exists():
        return {}
    with path.open("rb") as text:
        found = read_po(text, locale=language, abort_invalid=True)
    catalogue: Catalogue = {}
    for message in found:
        singular, plural = message.id if isinstance(message.id, tuple | list) else (message.id, "")
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if singular:
            comments = tuple(message.user_comments)
            entry = Entry(plural, tuple(string or "" for string in strings), message.fuzzy, comments)
            catalogue[Key(singular, message.context or "")] = entry
    return catalogue


def render_catalogue(catalogue: Catalogue, language: str) -> str:
    blocks = [HEADER.format(language=language)]
    blocks += [render_entry(key, entry) for key, entry in sorted(catalogue.items(), key=lambda item: item[0])]
    return "\n".join(blocks)


def render_entry(key: Key, entry: Entry) -> str:
    lines = [f"# {comment}".rstrip() for comment in entry.comments]
    lines += ["#, fuzzy"] if entry.fuzzy else []
    lines += [f"msgctxt {quoted(key.context)}"] if key.context else []
    lines.append(f"msgid {quoted(key.msgid)}")
    if entry.plural:
        lines.append(f"msgid_plural {quoted(entry.plural)}")
        lines += [f"msgstr[{form}] {quoted(string)}" for form, string in enumerate(entry.strings)]
    else:
        lines.append(f"msgstr {quoted(entry.strings[0])}")
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    return str(normalize(text, width=0))


def fitted(plural: str, known: Entry | None) -> Entry:
    """The known translation in the shape that the source now asks for; empty strings where there is none."""
    forms = PLURAL_FORMS if plural else 1
    if known is None:
        return Entry(plural, ("",) * forms)
    strings = (known.strings + ("",) * forms)[:forms]
    return Entry(plural, strings, known.fuzzy, known.comments)


def update_catalogues(folders: Iterable[Path], source: Path = SOURCE) -> list[Path]:
    """Rewrites the catalogues of the given apps from their sources; returns the files that changed.

    Translations stay; a text new to the app takes the translation another app already has for it.
    """
    changed: list[Path] = []
    for language in LANGUAGES:
        elsewhere = translations_of_all(language, source)
        for folder in folders:
            path = catalogue_path(folder, language)
            own = read_catalogue(path, language)
            texts, _ = texts_of_app(folder)
            new = {key: fitted(plural, own.get(key) or elsewhere.get(key)) for key, plural in texts.items()}
            if write_catalogue(path, new, language):
                changed.append(path)
    return changed


def translations_of_all(language: str, source: Path) -> Catalogue:
    found: Catalogue = {}
    for folder in app_folders(source):
        for key, entry in read_catalogue(catalogue_path(folder, language), language).items():
            if entry.is_translated:
                found.setdefault(key, entry)
    return found


def write_catalogue(path: Path, catalogue: Catalogue, language: str) -> bool:
    if not catalogue:
        existed = path.exists()
        path.unlink(missing_ok=True)
        return existed
    text = render_catalogue(catalogue, language)
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return True


# The check


def find_problems(folders: Iterable[Path], source: Path = SOURCE) -> list[Problem]:
    """All that stands between the catalogues and three complete languages, in a stable order."""
    problems: list[Problem] = []
    for folder in folders:
        texts, unreadable = texts_of_app(folder)
        problems += [*unreadable, *unnamed_placeholders(folder.name, texts)]
        for language in LANGUAGES:
            catalogue = read_catalogue(catalogue_path(folder, language), language)
            problems += incomplete(folder.name, language, texts, catalogue)
    return [*problems, *differing_translations(source)]


def unnamed_placeholders(place: str, texts: Texts) -> list[Problem]:
    return [
        Problem(place, "en", key.msgid, "a placeholder has no name")
        for key, plural in sorted(texts.items())
        if UNNAMED_PLACEHOLDER.search(key.msgid) or UNNAMED_PLACEHOLDER.search(plural)
    ]


def incomplete(place: str, language: str, texts: Texts, catalogue: Catalogue) -> Iterator[Problem]:
    for key, plural in sorted(texts.items()):
        entry = catalogue.get(key)
        if entry is None or not entry.strings or not all(entry.strings):
            yield Problem(place, language, key.msgid, "missing")
        elif entry.fuzzy:
            yield Problem(place, language, key.msgid, "fuzzy")
        elif entry.plural != plural:
            yield Problem(place, language, key.msgid, "the plural changed")
        elif not placeholders_agree(key.msgid, plural, entry.strings):
            yield Problem(place, language, key.msgid, "placeholders differ")
    for key in sorted(catalogue.keys() - texts.keys()):
        yield Problem(place, language, key.msgid, "obsolete")


def placeholders_agree(msgid: str, plural: str, strings: tuple[str, ...]) -> bool:
    """The same names in each string; a plural form may leave out what one of the two msgids leaves out."""
    sources = [sorted(PLACEHOLDER.findall(text)) for text in (msgid, plural) if text]
    if len(sources) == 1:
        return all(sorted(PLACEHOLDER.findall(string)) == sources[0] for string in strings)
    needed, known = set.intersection(*map(set, sources)), set.union(*map(set, sources))
    return all(needed <= set(PLACEHOLDER.findall(string)) <= known for string in strings)


def differing_translations(source: Path) -> Iterator[Problem]:
    """Django merges all catalogues into one: with two translations of a text, one app silently loses."""
    for language in LANGUAGES:
        chosen: dict[Key, tuple[str, tuple[str, ...]]] = {}
        for folder in app_folders(source):
            for key, entry in sorted(read_catalogue(catalogue_path(folder, language), language).items()):
                place, strings = chosen.setdefault(key, (folder.name, entry.strings))
                if strings != entry.strings and all(entry.strings) and all(strings):
                    yield Problem(folder.name, language, key.msgid, f"translated otherwise in {place}")
