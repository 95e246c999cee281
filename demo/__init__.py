"""The demonstration: five networks. Four stand on published facts, the fifth is invented and has just begun.

Facts stand in `facts/` with their sources; everything else here is synthetic and says so: the people of
VOIMALA and their workplaces, the members of Länsi-Suomi, the whole of Alku. It must not grow rules of the
platform: needs, briefs, proposals and groups are made by the platform's own services.
"""
