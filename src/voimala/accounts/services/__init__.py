"""Writes of users, their dated roles and the invitations to them. Letters about them are sent from above."""

from voimala.accounts.services.invitations import (
    INVITED_DAYS,
    InvitationRefused,
    Newcomer,
    RoleWish,
    forget_invitations,
    make_invitation,
    renew_invitation,
    take_role,
    withdraw_invitation,
)
from voimala.accounts.services.roles import (
    LastCoordinator,
    RoleRefused,
    UserRefused,
    about,
    choose_weekly_mail,
    create_user,
    end_role,
    forget_sign_ins,
    give_role,
)

__all__ = [
    "INVITED_DAYS",
    "InvitationRefused",
    "LastCoordinator",
    "Newcomer",
    "RoleRefused",
    "RoleWish",
    "UserRefused",
    "about",
    "choose_weekly_mail",
    "create_user",
    "end_role",
    "forget_invitations",
    "forget_sign_ins",
    "give_role",
    "make_invitation",
    "renew_invitation",
    "take_role",
    "withdraw_invitation",
]
