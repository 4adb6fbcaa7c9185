"""What each member of the team may do, and the things that are written down when they do it."""

from enum import StrEnum


class Role(StrEnum):
    """Each may do what the one before may, and more."""

    OPERATOR = "operator"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"

    def includes(self, other: "Role") -> bool:
        """Whether this role may do all that the other may.

        >>> Role.COORDINATOR.includes(Role.OPERATOR), Role.OPERATOR.includes(Role.COORDINATOR)
        (True, False)
        """
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(other)


class Deed(StrEnum):
    """What a member of the team did, as the audit names it."""

    SIGNED_IN = "signed_in"
    REFUSED = "refused"
    SIGNED_OUT = "signed_out"
    JOINED = "joined"
    CONFIRMED = "confirmed"
    READ = "read"
    CLAIMED = "claimed"
    TRANSFERRED = "transferred"
    RELEASED = "released"
    HANDED_BACK = "handed_back"
    CLOSED = "closed"
    REOPENED = "reopened"
    SENT = "sent"
    NOTED = "noted"
    REVEALED = "revealed"
    MUTED = "muted"
    UNMUTED = "unmuted"
    INVITED = "invited"
    CHANGED_ROLE = "changed_role"
    DISABLED = "disabled"
    ENABLED = "enabled"
    ENDED_SESSION = "ended_session"
    EXPORTED = "exported"
    CORRECTED = "corrected"
    CHANGED_REPLIES = "changed_replies"
