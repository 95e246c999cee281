from voimala.office.views.calendars import calendar, calendar_of, own_calendar
from voimala.office.views.files import file, files
from voimala.office.views.imports import imports, left_out, new_import, one_import
from voimala.office.views.jobs import job, jobs, stop
from voimala.office.views.links import link
from voimala.office.views.messages import message, messages

__all__ = [
    "calendar",
    "calendar_of",
    "file",
    "files",
    "imports",
    "job",
    "jobs",
    "left_out",
    "link",
    "message",
    "messages",
    "new_import",
    "one_import",
    "own_calendar",
    "stop",
]
