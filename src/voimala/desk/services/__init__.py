"""What waits for somebody, and the message that tells it every Monday. No tables."""

from voimala.desk.services.items import MOST_SHOWN, is_late, waiting, when
from voimala.desk.services.monday import MONDAY, next_monday, send_monday_mail

__all__ = ["MONDAY", "MOST_SHOWN", "is_late", "next_monday", "send_monday_mail", "waiting", "when"]
