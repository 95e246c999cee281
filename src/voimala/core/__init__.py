"""What every app stands on and no app owns: not one domain word lives here."""
