"""One refusal for everything that is wrong with what somebody wants to publish."""

from collections.abc import Mapping

from voimala.core.errors import DomainError


class Refused(DomainError):
    """`problems` tells for each field what is wrong and what to do."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        where, message = next(iter(self.problems.items()))
        super().__init__(message, where=where)


def refuse_if(problems: Mapping[str, str]) -> None:
    """Raises Refused when there is anything to tell."""
    if problems:
        raise Refused(problems)
