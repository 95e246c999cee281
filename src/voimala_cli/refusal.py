"""The one error of the command line: a sentence for the person at the keyboard, shown without a traceback."""


class Refused(Exception):
    """What was wrong and what to do, in one line."""
