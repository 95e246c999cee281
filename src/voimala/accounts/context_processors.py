"""What every page's frame shows about who is signed in."""

from django.http import HttpRequest
from django.urls import reverse


def frame(request: HttpRequest) -> dict[str, str]:
    """The names that base.html documents; the sign-in page itself does not offer signing in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        sign_in_url = reverse("account_login")
        return {"sign_in_url": "" if request.path == sign_in_url else sign_in_url}
    return {"account_label": str(user), "sign_out_url": reverse("account_logout")}
