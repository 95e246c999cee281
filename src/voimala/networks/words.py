"""A network's own words over the common terms: "Kehittäjäryhmät" instead of "Ryhmät".

Only the terms listed here can be renamed: they are names of parts and roles, said on their own. A sentence
that uses one takes it from here as a name in quotation marks or a heading, never inflected.
"""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from voimala.core.localized import LocalizedText, pick
from voimala.networks.models import Network

TERMS: dict[str, Promise] = {
    "partners": pgettext_lazy("term", "Partners"),
    "people": pgettext_lazy("term", "People"),
    "needs": pgettext_lazy("term", "Needs and phenomena"),
    "groups": pgettext_lazy("term", "Groups"),
    "pilots": pgettext_lazy("term", "Pilots"),
    "effects": pgettext_lazy("term", "Effects"),
    "skills": pgettext_lazy("term", "Skills"),
    "strategies": pgettext_lazy("term", "Strategies"),
    "funding": pgettext_lazy("term", "Funding"),
    "models": pgettext_lazy("term", "Operating models"),
    "tell_need": pgettext_lazy("term", "Tell us a need"),
    "news": pgettext_lazy("term", "News"),
    "campaigns": pgettext_lazy("term", "Campaigns"),
    "happenings": pgettext_lazy("term", "Happenings"),
    "timeline": pgettext_lazy("term", "Timeline"),
    "practical_track": pgettext_lazy("term", "Practical work"),
    "big_track": pgettext_lazy("term", "The big picture"),
}


def word(network: Network | None, term: str) -> LocalizedText:
    """The network's own word for the term in the page's language, else the common one.

    A word that the network has only in another language is shown, with its language marked.

    Raises:
        KeyError: the term is not in `TERMS`.
    """
    common = TERMS[term]
    own = network.words.get(term) if network is not None else None
    return pick(own) if own and any(own.values()) else LocalizedText(str(common))
