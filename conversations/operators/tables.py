"""The tables behind the models of the team."""

from sqlalchemy import Table

from conversations.models import Base
from conversations.operators import desk_models, models


def _of(model: type[Base]) -> Table:
    return Base.metadata.tables[model.__tablename__]


operators = _of(models.Operator)
links = _of(models.SignInLink)
recovery_codes = _of(models.RecoveryCode)
sessions = _of(models.OperatorSession)
failures = _of(models.SignInFailure)
audit = _of(models.AuditEntry)
drafts = _of(desk_models.Draft)
notes = _of(desk_models.Note)
presences = _of(desk_models.Presence)
sent_forms = _of(desk_models.SentForm)
saved_replies = _of(desk_models.SavedReply)
alarms = _of(desk_models.Alarm)
