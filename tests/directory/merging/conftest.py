from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine

from directory.storage import for_writing


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with for_writing(engine).begin() as connection:
        yield connection
