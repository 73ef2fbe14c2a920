"""Fixtures for every test."""

from tests.postgresql import _newest_schema as _newest_schema
from tests.postgresql import new_postgresql_url as new_postgresql_url
from tests.postgresql import postgresql_server as postgresql_server
from tests.postgresql import postgresql_url as postgresql_url
