"""The whole list of settings, in the order of the README's table."""

from bot.setting_table.limits import LIMITS
from bot.setting_table.outside import OUTSIDE
from bot.setting_table.server import SERVER
from bot.setting_table.setting import Setting
from bot.setting_table.team import TEAM
from bot.setting_table.translation import TRANSLATION

__all__ = ["SETTINGS", "Setting"]

SETTINGS = (*SERVER, *TEAM, *LIMITS, *TRANSLATION, *OUTSIDE)
