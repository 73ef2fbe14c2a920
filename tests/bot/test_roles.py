from pathlib import Path

import pytest

from bot.errors import SetUpWrong
from bot.roles import Role, taken_up


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path / 'docent.db'}"


@pytest.mark.parametrize("role", [Role.WEB, Role.WORKER])
def test_part_of_the_work_needs_a_database_that_others_share(sqlite: str, role: Role) -> None:
    with pytest.raises(SetUpWrong) as wrong, taken_up(role, sqlite):
        pass

    assert str(wrong.value) == (
        f"--role {role} is for several processes that share PostgreSQL: set DOCENT_DATABASE_URL."
        " On SQLite one docent run does everything; leave --role out."
    )


def test_all_of_it_is_done_by_one_process_on_sqlite(sqlite: str) -> None:
    with taken_up(Role.ALL, sqlite), pytest.raises(SetUpWrong, match="already"), taken_up(Role.ALL, sqlite):
        pass


def test_on_postgresql_any_number_share_the_roles(postgresql_url: str) -> None:
    with taken_up(Role.ALL, postgresql_url), taken_up(Role.WORKER, postgresql_url), taken_up(Role.WEB, postgresql_url):
        pass


def test_between_them_the_roles_do_everything_and_all_does_it_alone() -> None:
    assert {(role.answers, role.works): role for role in Role} == {
        (True, False): Role.WEB,
        (False, True): Role.WORKER,
        (True, True): Role.ALL,
    }
