"""What waits for somebody, and the message that tells it every Monday. No tables."""

from voimala.desk.services.items import MOST_SHOWN, is_late, waiting, when
from voimala.desk.services.monday import MONDAY, next_monday, send_monday_mail
from voimala.desk.services.starting import (
    LONGEST_CODE,
    NameRefused,
    Territory,
    TerritoryRefused,
    begin_network,
    known_territories,
    suggested_code,
)

__all__ = [
    "LONGEST_CODE",
    "MONDAY",
    "MOST_SHOWN",
    "NameRefused",
    "Territory",
    "TerritoryRefused",
    "begin_network",
    "is_late",
    "known_territories",
    "next_monday",
    "send_monday_mail",
    "suggested_code",
    "waiting",
    "when",
]
