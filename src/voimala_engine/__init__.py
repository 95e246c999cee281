"""The algorithms of Voimala: a problem in, a solution out.

No Django, no web, no storage. The parts do not import each other, and nothing here may learn to read a
database."""
