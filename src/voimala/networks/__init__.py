"""Networks: who runs them, where, with which words, periods and milestones; tenancy lives here."""
