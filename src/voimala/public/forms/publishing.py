"""The form of a piece of news, a campaign or a happening: the main language first, the rest folded away."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from voimala.core.differences import Difference, VersionedForm
from voimala.core.fields import ClockField, DayField
from voimala.core.ids import new_public_id
from voimala.core.localized import LANGUAGES
from voimala.core.viewer import Viewer
from voimala.networks.models import Municipality, Network, language_name
from voimala.networks.models.part import Part
from voimala.public.forms.fields import HashtagsField, PartialDateFormField
from voimala.public.forms.values import in_words, values_of
from voimala.public.models import Happening, Picture, Published
from voimala.public.models.plan import TEXTS, CampaignPlan, HappeningPlan, NewsPlan, Plan
from voimala.public.services.publishing import LONGEST, LONGEST_PLACE

OWN_FIELDS = {
    "news": (),
    "campaign": ("since", "until", "hashtags"),
    "happening": (
        "kind", "day", "starts_at", "ends_at", "last_day", "place", "municipality", "address", "cancelled",
    ),
}  # fmt: skip
UPLOAD = ("upload", "alt", "credit")
LABELS = {"title": _("Title"), "lead": _("In short"), "body": _("Text")}
LABELS_IN = {
    "title": _("Title (%(language)s)"),
    "lead": _("In short (%(language)s)"),
    "body": _("Text (%(language)s)"),
}
HINTS = {
    "lead": _("One or two sentences. Lists show them, and the page begins with them."),
    "body": _(
        "An empty line begins a new paragraph. ## before a line makes it a heading, - a list, "
        "**two stars** make words bold. Web addresses become links by themselves."
    ),
}
ROWS = {"lead": 2, "body": 10}


class PictureField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.alt} ({obj.credit})"


class ItemForm(VersionedForm):
    """All three kinds; `form_key` tells a form sent twice from two forms."""

    when = forms.ChoiceField(
        label=_("When is it published?"),
        widget=forms.RadioSelect,
        choices=[
            ("now", pgettext_lazy("publishing", "Now")),
            ("at", pgettext_lazy("publishing", "On a day of your choice")),
            ("draft", pgettext_lazy("publishing", "Not yet: keep it as a draft")),
        ],
        initial="now",
    )
    publish_on = DayField(label=_("Day of publishing"), required=False)
    publish_time = ClockField(
        label=_("Time of publishing"), required=False, help_text=_("Without a time it goes out at 8 o'clock.")
    )
    hide_on = DayField(
        label=_("Last day on the public pages"), required=False, help_text=_("Empty: it stays there.")
    )
    picture = PictureField(Picture.objects.none(), label=_("Picture"), required=False, empty_label=_("None"))
    upload = forms.FileField(
        label=_("A new picture"),
        required=False,
        max_length=300,
        help_text=_(
            "JPEG, PNG or WebP, 12 megabytes at most. The place and the camera in the file are not kept. "
            "Everybody who can be recognised has to have agreed."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    alt = forms.CharField(
        label=_("What does the new picture show?"),
        required=False,
        max_length=300,
        help_text=_("Read aloud to those who cannot see the picture."),
    )
    credit = forms.CharField(label=_("Who made the new picture?"), required=False, max_length=200)
    comments_open = forms.BooleanField(
        label=_("Visitors may comment"),
        required=False,
        help_text=_("Each comment waits until a coordinator has read it."),
    )
    form_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32, initial=new_public_id)

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        kind: str,
        network: Network,
        viewer: Viewer,
        item: Published | None = None,
    ) -> None:
        self.kind, self.network, self.item = kind, network, item
        self.main = main_language(item)
        super().__init__(data, files, initial=values_of(item, network) if item else {})
        self._add_texts()
        for name in OWN_FIELDS[kind]:
            self.fields[name] = own_field(name, network)
        if item is None and "cancelled" in self.fields:
            del self.fields["cancelled"]
        if not network.uses(Part.COMMENTS):
            del self.fields["comments_open"]
        pictures: Any = self.fields["picture"]
        pictures.queryset = Picture.objects.visible_to(viewer).of(network)

    def _add_texts(self) -> None:
        for code in LANGUAGES:
            for name in TEXTS:
                main = code == self.main
                rows = ROWS.get(name)
                self.fields[f"{name}_{code}"] = forms.CharField(
                    label=LABELS[name] if main else LABELS_IN[name] % {"language": language_name(code)},
                    required=main and name == "title",
                    max_length=LONGEST[name],
                    help_text=HINTS.get(name, "") if main else "",
                    widget=forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput,
                    error_messages={"required": _("Write a title.")},
                )

    def _bound(self, *names: str) -> list[forms.BoundField]:
        return [self[name] for name in names if name in self.fields]

    @property
    def main_fields(self) -> list[forms.BoundField]:
        return self._bound(*(f"{name}_{self.main}" for name in TEXTS))

    @property
    def own_fields(self) -> list[forms.BoundField]:
        return self._bound(*OWN_FIELDS[self.kind])

    @property
    def other_languages(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Each other language by its code, with its fields."""
        codes = [code for code in LANGUAGES if code != self.main]
        return [(code, self._bound(*(f"{name}_{code}" for name in TEXTS))) for code in codes]

    @property
    def picture_fields(self) -> list[forms.BoundField]:
        return self._bound(
            *(("picture",) if self._pictures_known or "picture" in self.errors else ()), *UPLOAD
        )

    @property
    def _pictures_known(self) -> bool:
        pictures: Any = self.fields["picture"]
        return bool(pictures.queryset.exists())

    @property
    def comment_fields(self) -> list[forms.BoundField]:
        """Nothing in a network that takes no comments."""
        return self._bound("comments_open")

    def clean(self) -> dict[str, Any]:
        """Browsers send line breaks as two signs; kept as one, so that an untouched text stays the same."""
        cleaned = super().clean() or {}
        if cleaned.get("when") == "at" and not cleaned.get("publish_on") and "publish_on" not in self.errors:
            self.add_error("publish_on", _("Choose the day."))
        if (cleaned.get("alt") or cleaned.get("credit")) and not self.files.get("upload"):
            self.add_error("upload", _("Choose the file of the picture."))
        return {
            name: value.replace("\r\n", "\n") if isinstance(value, str) else value
            for name, value in cleaned.items()
        }

    def has_upload(self) -> bool:
        """A file came along, and its words are not wrong in themselves."""
        return bool(self.files.get("upload")) and not any(name in self.errors for name in UPLOAD)

    def use_picture(self, picture: Picture) -> None:
        """The file is kept now: the form chooses it, and need not send it again."""
        shown: Any = self.data
        shown = shown.copy()
        shown["picture"] = str(picture.pk)
        for name in ("alt", "credit"):
            shown.pop(name, None)
        self.data, self.files = shown, MultiValueDict()
        self.cleaned_data["picture"] = picture
        if "picture" in self.errors:
            del self.errors["picture"]

    def plan(self, now: dt.datetime) -> Plan:
        """What was written; the form is valid."""
        cleaned = self.cleaned_data
        texts = {name: {code: cleaned[f"{name}_{code}"] for code in LANGUAGES} for name in TEXTS}
        common: dict[str, Any] = {
            **texts,
            "picture": cleaned["picture"],
            "publish_at": self._publish_at(now),
            "hide_at": self._hide_at(),
            "comments_open": cleaned.get(
                "comments_open", self.item.comments_open if self.item else False
            ),
        }  # fmt: skip
        own = {name: cleaned[name] for name in OWN_FIELDS[self.kind] if name in cleaned}
        plans: dict[str, Any] = {"news": NewsPlan, "campaign": CampaignPlan, "happening": HappeningPlan}
        made: Plan = plans[self.kind](**common, **own)
        return made

    def _publish_at(self, now: dt.datetime) -> dt.datetime | None:
        when, before = self.cleaned_data["when"], self.item.publish_at if self.item else None
        if when == "draft":
            return None
        if when == "now":
            return before if before is not None and before <= now else now
        at = dt.datetime.combine(
            self.cleaned_data["publish_on"],
            self.cleaned_data["publish_time"] or dt.time(8),
            ZoneInfo(self.network.timezone),
        )
        unchanged = before is not None and before.replace(second=0, microsecond=0) == at
        return before if unchanged else at

    def _hide_at(self) -> dt.datetime | None:
        """From the midnight after the last day it is no longer shown."""
        last = self.cleaned_data["hide_on"]
        if last is None:
            return None
        midnight = dt.datetime.combine(last, dt.time(), ZoneInfo(self.network.timezone))
        return midnight + dt.timedelta(days=1)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Put what a service refused beside its field."""
        renamed = {"hide_at": "hide_on"}
        for where, message in problems.items():
            name = f"{where}_{self.main}" if where in TEXTS else renamed.get(where, where)
            self.add_error(name if name in self.fields else None, message)
        if self.files.get("upload") and {"alt", "credit"} & problems.keys():
            self.add_error("upload", _("Choose the file once more: browsers do not send it again."))

    def differences(self, current: Published) -> list[Difference]:
        """What the saved one says otherwise than this form, in words."""
        found = []
        for name, saved in values_of(current, self.network).items():
            if name not in self.fields or name == "seen":
                continue
            mine = self.cleaned_data.get(name)
            if (saved or None) != (mine or None):
                words = in_words(self, name, saved), in_words(self, name, mine)
                found.append(Difference(name, str(self.fields[name].label), *words))
        return found

    @property
    def parts(self) -> dict[str, list[str]]:
        """Every field is a part of its own when two people wrote differently."""
        return {name: [name] for name in self.fields}


def main_language(item: Published | None) -> str:
    asked = (get_language() or LANGUAGES[0])[:2]
    if item is None or getattr(item, f"title_{asked}"):
        return asked
    return item.title.lang or asked


def own_field(name: str, network: Network) -> forms.Field:
    """The field of one kind only."""
    today = network.today(timezone.now())
    made: dict[str, Any] = {
        "since": lambda: PartialDateFormField(
            label=pgettext_lazy("campaign", "Since"), required=False, help_text=_("2017, 3/2017 or 23.3.2017")
        ),
        "until": lambda: PartialDateFormField(
            label=pgettext_lazy("campaign", "Until"), required=False, help_text=_("Empty while it goes on.")
        ),
        "hashtags": lambda: HashtagsField(
            label=_("Hashtags"), required=False, help_text=_("For example #varavoimaa")
        ),
        "kind": lambda: forms.ChoiceField(label=_("What kind of happening?"), choices=Happening.Kind.choices),
        "day": lambda: DayField(
            label=_("Day"), initial=today, error_messages={"required": _("Choose the day.")}
        ),
        "starts_at": lambda: ClockField(
            label=_("Starts at"), required=False, help_text=_("Empty when it is not known.")
        ),
        "ends_at": lambda: ClockField(label=_("Ends at"), required=False),
        "last_day": lambda: DayField(
            label=_("Last day"), required=False, help_text=_("Only when it lasts several days.")
        ),
        "place": lambda: forms.CharField(label=_("Place"), required=False, max_length=LONGEST_PLACE),
        "municipality": lambda: forms.ModelChoiceField(
            Municipality.objects.filter(region=network.region_id),
            label=_("Municipality"),
            required=False,
            empty_label=_("Not chosen"),
        ),
        "address": lambda: forms.CharField(
            label=_("Web address"), required=False, help_text=_("For signing up or for more about it.")
        ),
        "cancelled": lambda: forms.BooleanField(
            label=_("It is cancelled"),
            required=False,
            help_text=_("The page stays, and those who have it in their calendar are told."),
        ),
    }
    field: forms.Field = made[name]()
    return field
