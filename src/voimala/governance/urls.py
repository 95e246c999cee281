"""Addresses of bodies and meetings, below /v/<code>/."""

app_name = "governance"
urlpatterns: list[object] = []
