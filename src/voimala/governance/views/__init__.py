"""Pages of bodies and meetings."""
