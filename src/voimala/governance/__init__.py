"""Bodies, their seats and meetings, minutes, decisions and the duties that follow."""
