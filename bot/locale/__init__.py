"""The sentences of each language, one folder a language, and the command that tends them."""
