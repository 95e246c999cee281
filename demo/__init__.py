"""The demonstration: VOIMALA's published facts, and invented people who work at invented workplaces.

Facts stand in `facts/` with their sources; everything else here is synthetic and says so. It must not grow
rules of the platform: needs, briefs, proposals and groups are made by the platform's own services.
"""
