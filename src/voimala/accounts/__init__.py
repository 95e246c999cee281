"""Users, their dated roles in networks, and sign-in."""
