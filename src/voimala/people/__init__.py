"""People, what they can and would like to do, when they are free, and with whom they have worked."""
