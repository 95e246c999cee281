"""What assembly puts on the pages of other apps."""


def fill() -> None:
    """Called from AppConfig.ready()."""
