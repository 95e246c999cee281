"""What the ledger's pages say in sentences: titles, leads and the state of a partner."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from voimala.core.text import NBSP
from voimala.partners.models.amounts import EURO, HOUR, amount_words, spaced
from voimala.partners.models.balancing import Kept, State, percent_given, total
from voimala.partners.models.ledger import ONLY_RECEIVED, Direction, Measure
from voimala.partners.models.standing import Standing

MOST_NAMED = 2


def pieces(measure: str, count: int) -> str:
    """ "3 pilots hosted": what is neither hours nor euros, with its number."""
    told = {
        Measure.PILOTS.value: ngettext("%(count)s pilot hosted", "%(count)s pilots hosted", count),
        Measure.VISITS.value: ngettext("%(count)s participant visit", "%(count)s participant visits", count),
        Measure.TRAINED.value: ngettext("%(count)s of staff trained", "%(count)s of staff trained", count),
        Measure.ENTRIES.value: ngettext(
            "%(count)s entry in strategies", "%(count)s entries in strategies", count
        ),
        Measure.IN_KIND.value: ngettext(
            "%(count)s contribution in kind", "%(count)s contributions in kind", count
        ),
    }[str(measure)]
    return (told % {"count": spaced(count)}).replace(" ", NBSP, 1)


def worth(measure: str, amount: int) -> str:
    """An amount that explains itself: "7 h 30 min", "1 250 €", "3 pilots hosted"."""
    known = measure in (Measure.HOURS, Measure.EUROS)
    return amount_words(measure, amount) if known or amount < 0 else pieces(measure, amount)


def roughly(measure: str, amount: int) -> str:
    """In whole hours or euros: how far somebody is behind is an estimate."""
    unit = HOUR if measure == Measure.HOURS else EURO
    return amount_words(measure, max(round(amount / unit), 1) * unit)


def title_of_hours(rows: Sequence[Kept]) -> str:
    percent = percent_given(rows, Measure.HOURS)
    if percent is None:
        return _("No hours have been promised for this period")
    return _("%(percent)s per cent of the promised hours have been given") % {"percent": percent}


def title_of_euros(rows: Sequence[Kept]) -> str:
    percent = percent_given(rows, Measure.EUROS)
    if percent is None:
        return _("No euros have been promised for this period")
    return _("%(percent)s per cent of the promised euros have been given") % {"percent": percent}


def title_of_others(rows: Sequence[Kept]) -> str:
    counts = {each: total(rows, Direction.RECEIVED, each) for each in ONLY_RECEIVED}
    found = [pieces(each, count) for each, count in counts.items() if count]
    if not found:
        return _("Nothing else than hours and euros has been received")
    return _("Received: %(what)s") % {"what": ", ".join(found)}


def promisers(rows: Sequence[Kept], measure: str) -> str:
    """How many promised, and how many give without a promise."""
    promised = sum(bool(row.of(Direction.PROMISED, measure)) for row in rows)
    unpromised = sum(
        not row.of(Direction.PROMISED, measure) and bool(row.of(Direction.GIVEN, measure)) for row in rows
    )
    told = ngettext("%(count)s partner has promised.", "%(count)s partners have promised.", promised)
    said = [told % {"count": promised}]
    if unpromised:
        more = ngettext("%(count)s gives without a promise.", "%(count)s give without a promise.", unpromised)
        said.append(more % {"count": unpromised})
    return " ".join(said)


def drift(rows: Sequence[Standing], measure: str) -> str:
    """Who is behind the pace of the period, the furthest first; "" when nobody is."""
    behind = sorted(
        (row for row in rows if row.kept.behind(measure)), key=lambda row: -row.kept.behind(measure)
    )
    if not behind:
        return ""
    named = [
        _("%(partner)s (%(amount)s)")
        % {"partner": row.organisation, "amount": roughly(measure, row.kept.behind(measure))}
        for row in behind[:MOST_NAMED]
    ]
    names = ", ".join(named)
    if len(behind) > MOST_NAMED:
        more = ngettext("%(count)s more", "%(count)s more", len(behind) - MOST_NAMED)
        names = _("%(names)s and %(more)s") % {
            "names": names,
            "more": more % {"count": len(behind) - MOST_NAMED},
        }
    return _("Behind the pace of the period, worth a talk: %(names)s.") % {"names": names}


def state_words(kept: Kept, measure: str) -> str:
    state = kept.state(measure)
    if state == State.BEHIND:
        return _("%(amount)s behind") % {"amount": roughly(measure, kept.behind(measure))}
    return {
        State.NOT_AGREED: pgettext("promise", "not agreed"),
        State.FULL: pgettext("promise", "full"),
        State.ON_TIME: pgettext("promise", "on time"),
    }[state]


def title_of_partner(name: str, kept: Kept) -> str:
    """The partner's hours in one sentence; its euros or nothing when there are no hours."""
    promised, given = kept.of(Direction.PROMISED, Measure.HOURS), kept.of(Direction.GIVEN, Measure.HOURS)
    told = {
        "partner": name,
        "given": amount_words(Measure.HOURS, given),
        "promised": amount_words(Measure.HOURS, promised),
    }
    if promised:
        return _("%(partner)s: %(given)s given of %(promised)s promised") % told
    if given:
        return _("%(partner)s: %(given)s given, hours not agreed") % told
    if any(kept.amounts.values()):
        return _("%(partner)s: contributions without hours") % told
    return _("%(partner)s: no contributions written down") % told
