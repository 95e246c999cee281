"""The one base of errors that are told to people. Concrete errors stand beside what raises them."""


class DomainError(Exception):
    """A refusal that says what was wrong, where, and what to do. Free of web classes.

    `where` names the row, column, field or page; "" when the message alone is enough.
    """

    def __init__(self, message: str, *, where: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else str(self.message)


class NotAllowed(DomainError):
    """The actor may see the object but not do this deed."""
