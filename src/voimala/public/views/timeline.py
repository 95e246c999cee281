"""The whole development on one page: a figure for wide screens, a list for narrow ones, one table for all."""

from collections.abc import Iterable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from voimala.networks.middleware import PageRequest
from voimala.networks.models import Milestone, Part
from voimala.public.views.drawing import Lane, Moment, draw
from voimala.public.views.facts import Facts, Mark, by_time
from voimala.public.views.words import counted

Kind = Milestone.Kind


@require_safe
@login_not_required
def timeline(request: PageRequest, code: str) -> HttpResponse:
    facts = Facts(request.network, request.viewer)
    lanes = [lane for lane in lanes_of(facts) if lane.moments]
    rows = table_rows(facts, lanes)
    today = request.network.today(timezone.now())
    return render(
        request,
        "public/timeline.html",
        {
            "title": title_of(facts, [moment for moment, _marks in rows]),
            "figure": draw(lanes, today.year),
            "lanes": lanes,
            "rows": rows,
            "agreements": request.network.uses(Part.AGREEMENT),
        },
    )


def title_of(facts: Facts, moments: list[Moment]) -> str:
    """The answer in a sentence: "Three phases and eleven projects since 2002"."""
    phases, projects = len(facts.of_kind(Kind.PHASE)), len(facts.projects)
    first = next((moment.since or moment.until for moment in moments if moment.since or moment.until), None)
    if first is None or not (phases or projects):
        return _("What has happened so far")
    what = [
        counted(ngettext("one phase", "%(count)s phases", phases), phases) if phases else "",
        counted(ngettext("one project", "%(count)s projects", projects), projects) if projects else "",
    ]
    joined = (" " + pgettext("joins two counts", "and") + " ").join(part for part in what if part)
    sentence = _("%(what)s since %(year)s") % {"what": joined, "year": first.year}
    return sentence[:1].upper() + sentence[1:]


def table_rows(facts: Facts, lanes: list[Lane]) -> list[tuple[Moment, list[Mark]]]:
    """Every moment of the figure in the order of time, with its sources: the same as a table."""
    moments = sorted((moment for lane in lanes for moment in lane.moments), key=by_time)
    return [(moment, facts.marks([moment])) for moment in moments]


def lanes_of(facts: Facts) -> list[Lane]:
    """The development, and under its phases the agreements with the organisations that answer."""
    phases, *others = development(facts)
    return [phases, agreements(facts), *others]


def agreements(facts: Facts) -> Lane:
    """A network that does not use agreements has only those who answer here."""
    if not facts.network.uses(Part.AGREEMENT):
        return Lane(_("Who answers"), "", tuple(sorted(duties(facts), key=by_time)))
    kind = pgettext("timeline", "Agreement")
    signed = (Moment(row.title, row.detail, row.since, row.until, kind, row.sources) for row in facts.agreed)
    return Lane(_("Agreements"), _("and who answers"), tuple(sorted((*signed, *duties(facts)), key=by_time)))


def development(facts: Facts) -> list[Lane]:
    """Phases, projects, funding, recognitions with statements."""
    return [
        Lane(_("Phases"), "", from_milestones(facts, Kind.PHASE), phases=True),
        projects(facts),
        Lane(
            pgettext("lane", "Funding"),
            _("from whom and for what"),
            from_milestones(facts, Kind.FUNDING),
            tone="funding",
        ),
        Lane(
            _("Recognitions"),
            _("and statements"),
            from_milestones(facts, Kind.RECOGNITION, Kind.STATEMENT),
            tone="recognition",
        ),
    ]


def projects(facts: Facts) -> Lane:
    rows = facts.projects
    return Lane(
        pgettext("lane", "Projects"),
        ngettext("%(count)s project", "%(count)s projects", len(rows)) % {"count": len(rows)},
        tuple(
            Moment(
                row.name,
                row.detail or row.funder,
                row.since,
                row.until,
                pgettext("timeline", "Project"),
                row.sources,
            )
            for row in rows
        ),
        bars=True,
        tone="bars",
    )


def from_milestones(facts: Facts, *kinds: str) -> tuple[Moment, ...]:
    return tuple(
        Moment(
            row.title,
            row.detail,
            row.since,
            row.until,
            row.get_kind_display(),
            row.sources,
            ongoing=row.kind == Kind.PHASE,
            tells_detail=row.kind == Kind.FUNDING,
        )
        for row in facts.of_kind(*kinds)
    )


def duties(facts: Facts) -> Iterable[Moment]:
    """Who has answered for the network, and when."""
    for term in facts.terms:
        title = _("%(duty)s: %(organisation)s") % {
            "duty": term.get_duty_display().capitalize(),
            "organisation": term.organisation.name,
        }
        yield Moment(
            title,
            "",
            term.since,
            term.until,
            pgettext("timeline", "Responsibility"),
            term.sources,
            ongoing=True,
        )
