"""Who coordinates next, from when, and which organisations change with it."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voimala.accounts.models import Role, User
from voimala.core.differences import ServiceForm
from voimala.core.fields import DayField
from voimala.core.viewer import Viewer
from voimala.desk.services.handing_over import HandoverPlan
from voimala.networks.models import Network, RoleKind
from voimala.partners.models import Organisation, Term

NO_CHANGE = _("Stays as it is")


class RoleField(forms.ModelChoiceField):
    def label_from_instance(self, row: Role) -> str:
        return str(row.user)


class HandoverForm(ServiceForm):
    """`duties` are fields of their own, one for each duty of an organisation; empty: it stays."""

    use_required_attribute = False

    outgoing = RoleField(
        Role.objects.none(),
        label=_("Who stops?"),
        to_field_name="public_id",
        empty_label=None,
        error_messages={"required": _("Choose who stops.")},
    )
    incoming = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Who coordinates next?"),
        to_field_name="public_id",
        empty_label=_("Choose"),
        error_messages={"required": _("Choose who coordinates next.")},
    )
    on = DayField(label=_("First day of the new coordinator"))
    last_day = DayField(
        label=_("Last day of the one who stops"),
        help_text=_("Two weeks together are often enough. After this day the pages no longer open."),
    )

    def __init__(self, data: Any = None, *, network: Network, viewer: Viewer, today: dt.date) -> None:
        coordinators = coordinating(network, viewer, today)
        own = coordinators.filter(user_id=viewer.pk).first()
        initial = {
            "outgoing": own and own.public_id,
            "on": today,
            "last_day": today + dt.timedelta(days=14),
        }
        super().__init__(data, initial=initial)
        fields: dict[str, Any] = self.fields
        fields["outgoing"].queryset = coordinators
        fields["incoming"].queryset = people_with_roles(network, viewer, today)
        organisations = Organisation.objects.visible_to(viewer).of(network)
        holders = {term.duty: term.organisation for term in terms_in_force(network, viewer, today)}
        for duty in Term.Duty:
            fields[f"duty_{duty}"] = forms.ModelChoiceField(
                organisations,
                required=False,
                label=duty.label[:1].upper() + duty.label[1:],
                to_field_name="public_id",
                empty_label=_("%(organisation)s goes on") % {"organisation": holders[duty]}
                if duty in holders
                else NO_CHANGE,
            )

    @property
    def duties(self) -> list[Any]:
        return [self[f"duty_{duty}"] for duty in Term.Duty]

    def plan(self) -> HandoverPlan:
        cleaned = self.cleaned_data
        chosen = {duty.value: cleaned[f"duty_{duty}"] for duty in Term.Duty}
        return HandoverPlan(
            outgoing=cleaned["outgoing"],
            incoming=cleaned["incoming"],
            on=cleaned["on"],
            last_day=cleaned["last_day"],
            organisations={duty: organisation for duty, organisation in chosen.items() if organisation},
        )


def coordinating(network: Network, viewer: Viewer, today: dt.date) -> Any:
    """The roles of those who coordinate the network now."""
    roles = Role.objects.visible_to(viewer).of(network).filter(kind=RoleKind.COORDINATOR)
    return roles.in_force_on(today).select_related("user", "network").order_by("user__name", "pk")


def people_with_roles(network: Network, viewer: Viewer, today: dt.date) -> Any:
    """Everybody who has any role in the network now."""
    roles = Role.objects.visible_to(viewer).of(network).in_force_on(today)
    users = User.objects.visible_to(viewer).filter(pk__in=roles.values("user_id"), is_active=True)
    return users.order_by("name", "pk")


def terms_in_force(network: Network, viewer: Viewer, today: dt.date) -> list[Term]:
    terms = Term.objects.visible_to(viewer).of(network).select_related("organisation")
    return [term for term in terms if term.in_force(today)]
