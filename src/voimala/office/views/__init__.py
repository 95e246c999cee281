from voimala.office.views.jobs import job, jobs, stop
from voimala.office.views.links import link
from voimala.office.views.messages import message, messages

__all__ = ["job", "jobs", "link", "message", "messages", "stop"]
