"""Which written words are forms or parts of the same word: Finnish and Swedish, without a dictionary.

`keys(word)` says what a word of the index may be asked by, `asked(word)` what a word of a question asks for;
`docs/algorithms/search.md` explains both with a worked table. Pure: no database, no clock. It must not grow
into a dictionary: what these rules get wrong is measured in `tests/apps/office/test_lemmas.py`.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from threading import local
from typing import Any

import snowballstemmer

# The first letter of a key says what kind of key it is; none of them can be written in a question.
FORM, PART, FINNISH, SWEDISH = "_c", "_s", "_l", "_v"
LONGEST_WORD = 40
SHORTEST_PREFIX = 3  # from so many letters on a word finds those that begin with it
SHORTEST_FORM_PREFIX = 4
SHORTEST_LAST_PART = 4
SHORTEST_INNER_PART = 5
SHORTEST_COMPOUND = 7
SHORT_LAST_PARTS = frozenset({"tyo", "työ", "maa", "yö"})

_KEPT = {"å": "å", "ä": "ä", "ö": "ö", "æ": "ä", "ø": "ö", "đ": "d", "ð": "d", "þ": "t", "ł": "l"}
_WORD = re.compile(r"[^\W_]+")
_STEMMERS = local()
_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011\u00ad](?=[^\W\d_])")
_VOWELS = frozenset("aeiouyäöå")
_STOP = frozenset(
    (
        "ja",
        "tai",
        "eli",
        "sekä",
        "on",
        "och",
        "eller",
        "samt",
        "i",
        "på",
        "en",
        "ett",
        "and",
        "or",
        "the",
        "of",
    )
)

# Strong and weak grade are written alike: kunta/kunnan, hoito/hoidon, kaupunki/kaupungin, joukko/joukon.
_GRADES = (
    ("nkk", "nk"), ("ng", "nk"), ("kk", "k"), ("pp", "p"), ("tt", "t"), ("mp", "mm"),
    ("nt", "nn"), ("lt", "ll"), ("rt", "rr"), ("d", "t"),
)  # fmt: skip
# Case endings after a vowel stem, longest first; what is left is the stem.
_SINGULAR = (
    "ssaan", "ssään", "seen", "ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "ksi", "tta",
    "ttä", "han", "hän", "hon", "hön", "hun", "hyn", "hin", "hen", "na", "nä", "ta", "tä", "n", "t", "a", "ä",
)  # fmt: skip
# Plural endings with their i or j; the vowel before it may have been another: kirjoissa is of kirja.
_PLURAL = (
    "issa", "issä", "ista", "istä", "illa", "illä", "ilta", "iltä", "ille", "ina", "inä", "iksi", "itta",
    "ittä", "isiin", "ihin", "iden", "itten", "iin", "ita", "itä", "ien", "ia", "iä", "jen", "ja", "jä",
)  # fmt: skip
_OWNERS = ("nsa", "nsä", "mme", "nne", "kin", "kaan", "kään", "han", "hän")
_WHOSE = {"o": ("o", "a"), "ö": ("ö", "ä"), "e": ("e", "i", "ee")}
_ODD = {
    "lasten": ("lapse",),
    "lasta": ("lapse",),
    "miehen": ("mies",),
    "miehet": ("mies",),
    "miesten": ("mies",),
}


def plain(text: str) -> str:
    """Case-folded, composed, with å ä ö kept and every other accent off: "Čarli-Äiti" is "carli-äiti"."""
    return "".join(map(_plain_sign, unicodedata.normalize("NFC", text).casefold()))


@lru_cache(maxsize=2_000)
def _plain_sign(sign: str) -> str:
    bare = unicodedata.normalize("NFD", sign)[0]
    return _KEPT.get(sign, bare if bare.isascii() else sign)


def words(text: str) -> list[str]:
    """The words of a text in order; of one with a hyphen its parts and the whole: "hoito-ohje" is three."""
    found: list[str] = []
    for piece in plain(text).split():
        joined = _BROKEN.sub("", piece)
        if joined != piece:
            found += _WORD.findall(joined)
        found += _WORD.findall(piece)
    return [word[:LONGEST_WORD] for word in found]


def asked_words(text: str) -> list[str]:
    """The words of a question, each once, joined where a hyphen joined them, without the smallest ones."""
    found = dict.fromkeys(word[:LONGEST_WORD] for word in _WORD.findall(_BROKEN.sub("", plain(text))))
    return [word for word in found if word not in _STOP] or list(found)


def graded(stem: str) -> str:
    for strong, weak in _GRADES:
        stem = stem.replace(strong, weak)
    return stem


@lru_cache(maxsize=20_000)
def forms(word: str) -> tuple[str, ...]:
    """The vowel stems, in one grade, of which the word may be a form; the likeliest first."""
    found = dict.fromkeys(_ODD.get(word, ()))
    for whole in (word, *_without_owner(word)):
        found |= dict.fromkeys(graded(stem) for stem in _of_base(whole))
        found |= dict.fromkeys(graded(stem) for stem in _of_inflected(whole))
    return tuple(stem for stem in found if len(stem) >= 3)


@lru_cache(maxsize=20_000)
def keys(word: str) -> tuple[str, ...]:
    """What a word of the index may be asked by."""
    if not is_word(word):
        return (word,)
    found = [word, *(FORM + form for form in forms(word))]
    if len(word) >= SHORTEST_COMPOUND:
        stems = {*forms(word), graded(word), swedish(word)}
        found += [PART + part for stem in stems for part in _endings(stem)]
    return tuple(dict.fromkeys([*found, FINNISH + finnish(word), SWEDISH + swedish(word)]))


def asked(word: str) -> tuple[tuple[str, bool], ...]:
    """The keys that a word of a question asks for, each with whether it may go on (a prefix)."""
    if not is_word(word):
        return ((word, False),)
    found: dict[str, bool] = {word: len(word) >= SHORTEST_PREFIX}
    for form in forms(word):
        found[FORM + form] = _may_go_on(word, form)
        _ask_for_part(found, form)
    _ask_for_part(found, swedish(word))
    found[FINNISH + finnish(word)] = False
    found[SWEDISH + swedish(word)] = False
    return tuple(found.items())


def is_word(word: str) -> bool:
    """Numbers and single letters are found as they are written."""
    return len(word) > 1 and not word.isdecimal()


@lru_cache(maxsize=20_000)
def finnish(word: str) -> str:
    return str(_stemmer("finnish").stemWord(word))


@lru_cache(maxsize=20_000)
def swedish(word: str) -> str:
    return str(_stemmer("swedish").stemWord(word))


def _stemmer(language: str) -> Any:
    """One for each thread: a stemmer works in its own fields."""
    found = vars(_STEMMERS)
    if language not in found:
        found[language] = snowballstemmer.stemmer(language)
    return found[language]


def _may_go_on(word: str, form: str) -> bool:
    """May the form begin a longer word? Not when its last vowel is guessed: äiti does not begin äitelä."""
    guessed = word.endswith("i") and form.endswith("e")
    whole = form[-1] in _VOWELS or (word.endswith("nen") and form.endswith("s"))
    return whole and not guessed and len(form) >= SHORTEST_FORM_PREFIX


def _ask_for_part(found: dict[str, bool], stem: str) -> None:
    if len(stem) >= SHORTEST_LAST_PART or stem in SHORT_LAST_PARTS:
        found[PART + stem] = len(stem) >= SHORTEST_INNER_PART


def _endings(stem: str) -> Iterator[str]:
    """The last parts that a compound may have, with at least three letters before them."""
    for start in range(3, len(stem) - 2):
        part = stem[start:]
        if len(part) >= SHORTEST_LAST_PART or part in SHORT_LAST_PARTS:
            yield part


def _without_owner(word: str) -> Iterator[str]:
    """The word without "their", "our", "also": harrastuksensa, koulumme, lapsikin."""
    for ending in _OWNERS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            yield word[: -len(ending)]


def _of_base(word: str) -> Iterator[str]:
    """The stems of a word that is written as dictionaries write it."""
    yield word
    if len(word) < 3:
        return
    for ending, *stems in _BASES:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            yield from (word[: -len(ending)] + stem for stem in stems)
    yield from _of_changing(word)


_BASES = (
    ("nen", "se", "s"),
    ("us", "ukse", "ute", "uks"),
    ("ys", "ykse", "yte", "yks"),
    ("os", "okse"), ("ös", "ökse"), ("is", "ikse"), ("es", "ekse"),
    ("as", "aa", "a"), ("äs", "ää", "ä"),
    ("ton", "ttoma"), ("tön", "ttömä"),
    ("in", "ime"), ("e", "ee"),
    ("si", "te", "se"), ("i", "e"),
)  # fmt: skip


def _of_changing(word: str) -> Iterator[str]:
    """Grades that vanish or change their letter: ikä/iän, luku/luvun, tapa/tavan, tarve/tarpeen."""
    before, last = word[:-2], word[-2:]
    if len(word) < 3 or last[-1] not in _VOWELS:
        return
    if last[0] == "k" and before[-1] in "aeiouyäölr":
        yield before + last[1]
        if last[1] in "uy" and before[-1] in "uy":
            yield f"{before}v{last[1]}"
    if last[0] == "p" and before[-1] in "aeiouyäölr":
        yield f"{before}v{last[1]}"
    if last == "ve" and before[-1] in "aeiouyäölr":
        yield f"{before}pee"


def _of_inflected(word: str) -> Iterator[str]:
    """The stems of a word that has a case ending, whichever endings it may have."""
    if len(word) >= 5 and word[-1] == "n" and word[-2] == word[-3] and word[-2] in _VOWELS:
        yield word[:-2]
    for ending in _PLURAL:
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) >= 3:
            yield from _of_plural(stem, ending)
    for ending in _SINGULAR:
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) >= 3:
            yield from _of_singular(stem, ending)
    if word.endswith("ten") and len(word) >= 6 and word[-4] not in _VOWELS:
        yield word[:-3] + "e"


def _of_singular(stem: str, ending: str) -> Iterator[str]:
    if stem[-1] in _VOWELS:
        yield stem
    elif ending in ("ta", "tä"):
        yield stem + "e"
        yield stem


def _of_plural(stem: str, ending: str) -> Iterator[str]:
    if stem[-1] in _WHOSE:
        yield from (stem[:-1] + vowel for vowel in _WHOSE[stem[-1]])
    elif stem[-1] in _VOWELS:
        yield stem
        if not ending.startswith("j"):
            yield from (stem + vowel for vowel in "aä" if stem[-1] == vowel)
    elif not ending.startswith("j"):
        yield from (stem + vowel for vowel in "aäei")
