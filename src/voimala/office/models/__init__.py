"""What the office keeps: messages on their way out and the links in them, jobs, the index of the search."""

from voimala.office.models.job import Job
from voimala.office.models.link import ActionLink, TryCount, digest_of
from voimala.office.models.message import Message
from voimala.office.models.search import SearchEntry, SearchWord

__all__ = ["ActionLink", "Job", "Message", "SearchEntry", "SearchWord", "TryCount", "digest_of"]
