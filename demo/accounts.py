"""The demonstration's sign-ins: public on purpose, good for nothing but trying the platform out.

No Django here: the launcher prints them before it serves.
"""

PASSWORD = "kokeile-voimalaa"

COORDINATOR = "koordinaattori@voimala.example"
PARTNER_CONTACT = "kumppani@voimala.example"
BOARD_MEMBER = "johtoryhma@voimala.example"
PROFESSIONAL = "ammattilainen@voimala.example"
AUDITOR = "tarkastaja@voimala.example"
OPERATOR = "yllapito@voimala.example"

SignIn = tuple[str, str, str]
"""E-mail, password, who it is."""

SIGN_INS: tuple[SignIn, ...] = (
    (COORDINATOR, PASSWORD, "Koordinaattori (malli 1)"),
    (PARTNER_CONTACT, PASSWORD, "Kumppanin yhteyshenkilö (malli 1)"),
    (BOARD_MEMBER, PASSWORD, "Johtoryhmän jäsen (malli 1)"),
    (PROFESSIONAL, PASSWORD, "Ammattilainen (malli 1)"),
    (AUDITOR, PASSWORD, "Tarkastaja (malli 1)"),
    (OPERATOR, PASSWORD, "Ylläpitäjä (malli 1)"),
)
"""Those of VOIMALA, where the demonstration begins."""


def coordinator_of(code: str) -> str:
    """The e-mail of the network's coordinator."""
    return f"koordinaattori@{code}.example"


SIGN_INS_OF: dict[str, tuple[SignIn, ...]] = {
    "voimala": SIGN_INS,
    "varavoimaa": ((coordinator_of("varavoimaa"), PASSWORD, "Koordinaattori (malli 2)"),),
    "pirkanmaa": ((coordinator_of("pirkanmaa"), PASSWORD, "Koordinaattori (malli 3)"),),
    "lansi-suomi": ((coordinator_of("lansi-suomi"), PASSWORD, "Koordinaattori (malli 4)"),),
    "alku": (
        (coordinator_of("alku"), PASSWORD, "Koordinaattori (malli 5)"),
        ("kumppani@alku.example", PASSWORD, "Kumppanin yhteyshenkilö (malli 2)"),
        ("ammattilainen@alku.example", PASSWORD, "Ammattilainen (malli 2)"),
    ),
}
"""By the code of the network, in the order in which they are told."""
