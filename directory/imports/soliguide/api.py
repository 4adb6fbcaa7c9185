"""How Soliguide lets one into its interface."""

from directory.imports.interface import Access


def soliguide_access(token: str) -> Access:
    """With the token that Soliguide gave."""
    return Access("Soliguide", "SOLITEXTO_SOLIGUIDE_TOKEN", "JWT", token)
