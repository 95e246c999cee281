"""What stands in the log: no address of the kind that lets whoever reads it act for somebody."""

import logging
import re

SECRET_PARTS = re.compile(r"(/(?:l|reset/key)/)[^\s/'\"]+")


class DiscreetFormatter(logging.Formatter):
    """Leaves the secret part out of links, in tracebacks too."""

    def format(self, record: logging.LogRecord) -> str:
        return SECRET_PARTS.sub(r"\1…", super().format(record))
