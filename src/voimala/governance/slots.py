"""What the governance app puts into slots."""


def fill() -> None:
    """Nothing yet."""
