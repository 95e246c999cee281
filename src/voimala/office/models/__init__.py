"""What the office keeps: messages and their links, jobs, the search's index, files, imports, calendars."""

from voimala.office.models.attachment import Attachment
from voimala.office.models.calendar import CalendarToken
from voimala.office.models.imports import Import, ImportedRow
from voimala.office.models.job import Job
from voimala.office.models.link import ActionLink, TryCount, digest_of
from voimala.office.models.message import Message
from voimala.office.models.search import SearchEntry, SearchWord

__all__ = [
    "ActionLink",
    "Attachment",
    "CalendarToken",
    "Import",
    "ImportedRow",
    "Job",
    "Message",
    "SearchEntry",
    "SearchWord",
    "TryCount",
    "digest_of",
]
