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
from voimala.networks.models import Milestone
from voimala.public.views.drawing import Lane, Moment, draw
from voimala.public.views.facts import Facts, by_time
from voimala.public.views.words import counted

Kind = Milestone.Kind


@require_safe
@login_not_required
def timeline(request: PageRequest, code: str) -> HttpResponse:
    facts = Facts(request.network, request.viewer)
    lanes = [lane for lane in lanes_of(facts) if lane.moments]
    moments = sorted((moment for lane in lanes for moment in lane.moments), key=by_time)
    today = request.network.today(timezone.now())
    return render(
        request,
        "public/timeline.html",
        {
            "title": title_of(facts, moments),
            "figure": draw(lanes, today.year),
            "lanes": lanes,
            "rows": [(moment, facts.marks([moment])) for moment in moments],
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


def lanes_of(facts: Facts) -> list[Lane]:
    """Phases, agreements with the organisations that answer, projects, funding, recognitions."""
    projects = [
        Moment(
            row.name,
            row.detail or row.funder,
            row.since,
            row.until,
            pgettext("timeline", "Project"),
            row.sources,
        )
        for row in facts.projects
    ]
    return [
        Lane(_("Phases"), "", from_milestones(facts, Kind.PHASE), phases=True),
        Lane(
            _("Agreements"),
            _("and who answers"),
            tuple(sorted((*from_milestones(facts, Kind.AGREEMENT), *duties(facts)), key=by_time)),
        ),
        Lane(
            pgettext("lane", "Projects"),
            ngettext("%(count)s project", "%(count)s projects", len(projects)) % {"count": len(projects)},
            tuple(projects),
            bars=True,
            tone="bars",
        ),
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
