"""What a network publishes, and what visitors write back."""

from voimala.public.models.content import Campaign, Happening, News, Published, PublishedQuerySet
from voimala.public.models.picture import Picture
from voimala.public.models.visitors import Comment, ContactMessage

__all__ = [
    "Campaign",
    "Comment",
    "ContactMessage",
    "Happening",
    "News",
    "Picture",
    "Published",
    "PublishedQuerySet",
]
