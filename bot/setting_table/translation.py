"""The languages of the team, and what translates for it."""

from bot.setting_table.setting import Setting
from bot.setting_values import (
    read_folder,
    read_index,
    read_language,
    read_megabytes,
    read_token,
    read_translation_server,
)

TRANSLATION = (
    Setting(
        "SOLITEXTO_TEAM_LANGUAGE",
        "team_language",
        read_language,
        "",
        "The language that the team reads and writes; by default that of the country",
    ),
    Setting(
        "SOLITEXTO_TRANSLATION_FOLDER",
        "translation_folder",
        read_folder,
        "{folder}/var/translation",
        "Where language models are kept",
    ),
    Setting(
        "SOLITEXTO_TRANSLATION_MEMORY_MB",
        "translation_memory_mb",
        read_megabytes,
        "600",
        "How much memory the models may take; those used least recently are dropped",
    ),
    Setting(
        "SOLITEXTO_TRANSLATION_INDEX",
        "translation_index",
        read_index,
        "https://raw.githubusercontent.com/argosopentech/argospm-index/main/index.json",
        "The list of models that `translation install` fetches from",
    ),
    Setting(
        "SOLITEXTO_LIBRETRANSLATE_URL",
        "libretranslate_url",
        read_translation_server,
        "",
        "A LibreTranslate server, used instead of models on this machine",
    ),
    Setting(
        "SOLITEXTO_LIBRETRANSLATE_KEY",
        "libretranslate_key",
        read_token,
        "",
        "The key that the LibreTranslate server wants, if it does",
    ),
)
