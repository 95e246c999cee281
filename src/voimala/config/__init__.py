"""One settings file and the map of addresses."""
