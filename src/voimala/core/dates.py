"""Partial dates ("2015", "2015-01", "2015-01-31"): sources rarely know the day."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

_ISO = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
# As Finnish and Swedish write it, and as __str__ shows it in a form: 1/2015, 31.1.2015.
_WRITTEN = re.compile(
    r"(?:(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.|(?P<only_month>[0-9]{1,2})/)(?P<year>[0-9]{4})"
)


@dataclass(frozen=True, order=True)
class PartialDate:
    """A date known to the year, the month or the day. Ordered by its ISO text."""

    iso: str

    def __post_init__(self) -> None:
        match = _ISO.fullmatch(self.iso)
        if match is None:
            raise ValueError(f"{self.iso!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
        dt.date(*(int(match[part] or 1) for part in ("year", "month", "day")))

    @classmethod
    def parse(cls, text: object) -> "PartialDate":
        """Read "2015", "2015-01", "2015-01-31", "1/2015" or "31.1.2015".

        Raises:
            ValueError: the text has another form or names a day that does not exist.
        """
        written = str(text).strip()
        match = _WRITTEN.fullmatch(written)
        if match is None:
            return cls(written)
        month = match["month"] or match["only_month"]
        day = f"-{int(match['day']):02}" if match["day"] else ""
        return cls(f"{match['year']}-{int(month):02}{day}")

    @property
    def year(self) -> int:
        return int(self.iso[:4])

    @property
    def month(self) -> int | None:
        return int(self.iso[5:7]) if self.iso[5:7] else None

    @property
    def day(self) -> int | None:
        return int(self.iso[8:10]) if self.iso[8:10] else None

    @property
    def first(self) -> dt.date:
        """The first day that this date may mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> dt.date:
        """The last day that this date may mean."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        """As Finnish and Swedish write it: 2015, 1/2015, 1.1.2015."""
        if self.day:
            return f"{self.day}.{self.month}.{self.year}"
        return f"{self.month}/{self.year}" if self.month else str(self.year)


def covers(since: PartialDate | None, until: PartialDate | None, day: dt.date) -> bool:
    """From the first day that `since` may mean to the last day that `until` may mean; None has no edge."""
    return (since is None or since.first <= day) and (until is None or day <= until.last)


class PartialDateField(models.Field):
    """Stores a PartialDate as its ISO text, which sorts as the dates do. NULL is "not known"."""

    description = _("A date known to the year, the month or the day")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 10
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def get_internal_type(self) -> str:
        return "CharField"

    def from_db_value(self, value: str | None, expression: object, connection: object) -> PartialDate | None:
        return PartialDate(value) if value else None

    def to_python(self, value: object) -> PartialDate | None:
        if value is None or value == "":
            return None
        if isinstance(value, PartialDate):
            return value
        try:
            return PartialDate.parse(value)
        except ValueError as error:
            raise ValidationError(
                _("“%(value)s” is not a date: write 2015, 1/2015 or 31.1.2015."), params={"value": value}
            ) from error

    def get_prep_value(self, value: object) -> str | None:
        date = self.to_python(super().get_prep_value(value))
        return date.iso if date else None

    def value_to_string(self, obj: models.Model) -> str:
        date = cast("PartialDate | None", self.value_from_object(obj))
        return date.iso if date else ""
