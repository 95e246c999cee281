"""What the office keeps: messages on their way out, the links in them, and jobs in the background."""

from voimala.office.models.job import Job
from voimala.office.models.link import ActionLink, TryCount, digest_of
from voimala.office.models.message import Message

__all__ = ["ActionLink", "Job", "Message", "TryCount", "digest_of"]
