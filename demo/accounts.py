"""The demonstration's sign-ins: public on purpose, good for nothing but trying the platform out.

No Django here: the launcher prints them before it serves.
"""

PASSWORD = "kokeile-voimalaa"

COORDINATOR = "koordinaattori@voimala.example"
PARTNER_CONTACT = "kumppani@voimala.example"
BOARD_MEMBER = "johtoryhma@voimala.example"
PROFESSIONAL = "ammattilainen@voimala.example"
AUDITOR = "tarkastaja@voimala.example"

SIGN_INS: tuple[tuple[str, str, str], ...] = (
    (COORDINATOR, PASSWORD, "Koordinaattori (malli 1)"),
    (PARTNER_CONTACT, PASSWORD, "Kumppanin yhteyshenkilö (malli 1)"),
    (BOARD_MEMBER, PASSWORD, "Johtoryhmän jäsen (malli 1)"),
    (PROFESSIONAL, PASSWORD, "Ammattilainen (malli 1)"),
    (AUDITOR, PASSWORD, "Tarkastaja (malli 1)"),
)
