"""The tables of the team: accounts, what they sign in with, their sessions, and the audit."""

from datetime import datetime

from sqlalchemy import Enum, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from conversations.models import Base
from conversations.operators.roles import Deed, Role


def _words(kind: type[Role] | type[Deed]) -> Enum:
    return Enum(
        kind, native_enum=False, length=24, values_callable=lambda words: [w.value for w in words]
    )


class Operator(Base):
    """A member of the team. `name_key` is the name as it is looked up, without capitals.

    `last_step` is the last time step whose code was taken: no code is taken twice.
    """

    __tablename__ = "operators"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    name_key: Mapped[str] = mapped_column(String(80), unique=True)
    email: Mapped[str] = mapped_column(String(254))
    role: Mapped[Role] = mapped_column(_words(Role))
    language: Mapped[str] = mapped_column(String(8))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    wrapped_key: Mapped[bytes | None]
    data_key_id: Mapped[str | None] = mapped_column(String(16))
    sealed_secret: Mapped[bytes | None]
    last_step: Mapped[int]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]


class SignInLink(Base):
    """An invitation: whoever holds the link sets the account's password and second factor, once."""

    __tablename__ = "sign_in_links"

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    operator_id: Mapped[int] = mapped_column(ForeignKey("operators.id"), index=True)
    expires_at: Mapped[datetime]


class RecoveryCode(Base):
    """Stands in for the second factor once, when the telephone is lost."""

    __tablename__ = "recovery_codes"

    code_hash: Mapped[bytes] = mapped_column(primary_key=True)
    operator_id: Mapped[int] = mapped_column(ForeignKey("operators.id"), index=True)


class OperatorSession(Base):
    """Someone is signed in on a browser. `confirmed_at`: when they last gave their password."""

    __tablename__ = "operator_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    operator_id: Mapped[int] = mapped_column(ForeignKey("operators.id"), index=True)
    browser: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    confirmed_at: Mapped[datetime]


class SignInFailure(Base):
    """How often signing in failed of late, for one name or from one source, known by a hash."""

    __tablename__ = "sign_in_failures"

    key_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    failures: Mapped[int]
    last_at: Mapped[datetime]
    blocked_until: Mapped[datetime] = mapped_column(index=True)


class AuditEntry(Base):
    """Who did what, and when; only ever added to, never with a text of a conversation.

    `detail` is a role, or the reason given for showing a number. Ids outlive what they name.
    """

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    operator_id: Mapped[int | None] = mapped_column(index=True)
    deed: Mapped[Deed] = mapped_column(_words(Deed))
    thread_id: Mapped[int | None] = mapped_column(index=True)
    subject_id: Mapped[int | None]
    detail: Mapped[str] = mapped_column(String(200))
