"""The tables of translation: what is asked for and answered, what failed, and which ways there are.

None outlives a day, and none can be read without the text that was asked about.
"""

from datetime import datetime

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from conversations.models import Base

WAITING = "answered_at IS NULL"


class TranslationRequest(Base):
    """A text to be translated for a page that waits, then its translation, kept for a day.

    The text is sealed with a key of its own, and gone once it is answered; the translation is
    sealed with a key made from the text, so that only who has the text can read it.
    """

    __tablename__ = "translation_requests"
    __table_args__ = (
        Index(
            "ix_translation_requests_waiting",
            "id",
            sqlite_where=text(WAITING),
            postgresql_where=text(WAITING),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    text_hash: Mapped[bytes] = mapped_column(unique=True)
    source: Mapped[str] = mapped_column(String(8))
    target: Mapped[str] = mapped_column(String(8))
    data_key_id: Mapped[str | None] = mapped_column(String(16))
    wrapped_key: Mapped[bytes | None]
    sealed_text: Mapped[bytes | None]
    sealed_rendering: Mapped[bytes | None]
    error: Mapped[str | None] = mapped_column(String(24))
    tries: Mapped[int]
    lease_until: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class TranslationTry(Base):
    """A text that came in and is being translated, or could not be; no row once it is."""

    __tablename__ = "translation_tries"

    message_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    tries: Mapped[int]
    again_at: Mapped[datetime]


class TranslationPair(Base):
    """A way from one language to another, as the process that translates last announced it."""

    __tablename__ = "translation_pairs"

    source: Mapped[str] = mapped_column(String(8), primary_key=True)
    target: Mapped[str] = mapped_column(String(8), primary_key=True)


requests = Base.metadata.tables["translation_requests"]
attempts = Base.metadata.tables["translation_tries"]
pairs = Base.metadata.tables["translation_pairs"]
