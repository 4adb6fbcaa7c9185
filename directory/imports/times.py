"""When a service is open, as a row of a table or of a package tells it."""

from dataclasses import dataclass

from directory.drafts import ClosureDraft, TemporaryHoursDraft
from directory.imports.report import Remark


@dataclass(frozen=True)
class Times:
    """All about the hours of a service; `hours_text` is for what no expression could be made of."""

    hours: str | None = None
    hours_text: str = ""
    appointment: bool | None = None
    temporary: tuple[TemporaryHoursDraft, ...] = ()
    closures: tuple[ClosureDraft, ...] = ()
    remarks: tuple[Remark, ...] = ()
