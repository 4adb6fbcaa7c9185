"""The tables behind the models, for statements that run on every text and must be quick."""

from conversations.models import Base

people = Base.metadata.tables["people"]
threads = Base.metadata.tables["threads"]
messages = Base.metadata.tables["messages"]
erased_texts = Base.metadata.tables["erased_texts"]
changes = Base.metadata.tables["changes"]
