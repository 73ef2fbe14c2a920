"""What holds for the repository as a whole: nothing of one machine in it, and files that agree with each other."""

import re
import subprocess
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
NOT_OURS = {
    *(".git", ".hypothesis", ".venv", ".venv-lock", ".venv-benchmarks"),
    *("var", "build", "dist", "__pycache__", "docent.egg-info"),
    *(f".{tool}_cache" for tool in ["import_linter", "mypy", "pytest", "ruff"]),
}
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "bot/README.md", "content/README.md", "benchmarks/README.md"]
LOCKS = ["requirements", "requirements-semantic", "requirements-dev", "requirements-benchmarks"]
DOORS = {"bot.assistant", "bot.attending", "bot.organising", "bot.messages", "bot.ports", "bot.errors"}

# Put together from pieces, so that this file does not find itself.
INDEX_HOSTS = "|".join(re.escape(".".join(name)) for name in [("pypi", "org"), ("pythonhosted", "org")])
INDEX_OPTIONS = "|".join("--" + name for name in ["index-url", "extra-index-url", "find-links"])
INDEX = re.compile(rf"{INDEX_HOSTS}|(?<![\w-])(?:{INDEX_OPTIONS})")
MACHINE_FOLDERS = "|".join(["home", "root", "Users", "tmp", "work", "var/folders", "var/tmp"])
MACHINE_PATH = re.compile(rf"(?<![\w.~)-])/(?:{MACHINE_FOLDERS})/\w")
SLASH = "/"


@cache
def tracked_files() -> Sequence[Path]:
    """Files that belong to the repository, also where it was unpacked without git."""
    listed = git("ls-files", "-z", "--cached", "--others", "--exclude-standard")
    if listed is None or git("rev-parse", "--show-prefix") != "\n":
        paths = [path for path in ROOT.rglob("*") if not NOT_OURS & set(path.relative_to(ROOT).parts)]
    else:
        paths = [ROOT / name for name in listed.split("\0") if name]
    return sorted(path for path in paths if path.is_file())


def git(*arguments: str) -> str | None:
    """What git prints, or None where it is not installed or this is not its folder."""
    try:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    except (FileNotFoundError, subprocess.CalledProcessError):
        return None
    return done.stdout


def lines_with(pattern: re.Pattern[str]) -> Iterator[str]:
    """Where the pattern is found in text files, as `file:line: what`."""
    for path in tracked_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a font
        for number, line in enumerate(text.splitlines(), start=1):
            for found in pattern.finditer(line):
                yield f"{path.relative_to(ROOT)}:{number}: {found.group()}"


def locked_requirements(name: str) -> dict[str, str]:
    """Each pinned requirement of a lock, and all that follows it up to the next one."""
    text = (ROOT / f"{name}.txt").read_text(encoding="utf-8")
    pins = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)
    return {pin.split(" ", 1)[0]: pin for pin in pins if pin[:1].isalnum()}


def asked_requirements(name: str) -> list[str]:
    text = (ROOT / f"{name}.in").read_text(encoding="utf-8")
    return re.findall(r"^([A-Za-z0-9][\w.-]*)", text, flags=re.MULTILINE)


def make_targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z][a-z-]*):(?!=)", makefile, flags=re.MULTILINE))


def targets_named_in(document: str) -> set[str]:
    """Words after `make` in code, leaving out prose such as "make sure"."""
    fences = re.findall(r"^```.*?^```", document, flags=re.MULTILINE | re.DOTALL)
    spans = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", re.sub(r"^```.*?^```", "", document, flags=re.MULTILINE | re.DOTALL))
    return set(re.findall(r"(?:^|&& |\$ )make ([a-z][a-z-]*)", "\n".join([*fences, *spans]), flags=re.MULTILINE))


def dockerfile() -> list[str]:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    return [" ".join(line.split()) for line in text.splitlines() if line.strip() and not line.startswith("#")]


def test_no_file_names_a_package_index() -> None:
    assert list(lines_with(INDEX)) == []


def test_no_file_holds_a_path_of_one_machine() -> None:
    assert list(lines_with(MACHINE_PATH)) == []


@pytest.mark.parametrize(
    "line",
    [f'DATA = "{SLASH}home{SLASH}ana"', f"see {SLASH}tmp{SLASH}page.png", f"file://{SLASH}Users{SLASH}ana"],
)
def test_path_of_one_machine_is_recognised(line: str) -> None:
    assert MACHINE_PATH.search(line) is not None


@pytest.mark.parametrize(
    "line", ["https://example.org/home/about", "https://example.org/en/work/plan", "../tmp/page.png"]
)
def test_page_of_a_web_site_is_not_taken_for_a_path(line: str) -> None:
    assert MACHINE_PATH.search(line) is None


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_requirement_is_pinned_and_has_a_hash(name: str) -> None:
    pins = locked_requirements(name)

    loose = [pin for pin, text in pins.items() if "==" not in pin or "--hash=sha256:" not in text]

    assert (loose, len(pins) > 0) == ([], True)


@pytest.mark.parametrize("name", LOCKS)
def test_lock_holds_no_address(name: str) -> None:
    lines = (ROOT / f"{name}.txt").read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if "://" in line or " @ " in line] == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_is_locked(name: str) -> None:
    asked = asked_requirements(name)
    locked = {pin.split("==")[0] for pin in locked_requirements(name)}

    missing = [library for library in asked if re.sub(r"[-_.]+", "-", library).lower() not in locked]

    assert missing == []


def test_extra_asks_for_what_its_lock_is_made_from() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert project["optional-dependencies"]["semantic"] == asked_requirements("requirements-semantic")


@pytest.mark.parametrize("name", LOCKS[1:])
def test_others_are_locked_at_the_versions_docent_runs_on(name: str) -> None:
    program = {pin.split("==")[0]: pin for pin in locked_requirements("requirements")}
    others = {pin.split("==")[0]: pin for pin in locked_requirements(name)}

    apart = {library for library in program.keys() & others.keys() if program[library] != others[library]}

    assert apart == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_make_target_that_a_document_names_exists(document: str) -> None:
    path = ROOT / document
    if not path.exists():
        pytest.skip(f"{document} is not written yet")

    named = targets_named_in(path.read_text(encoding="utf-8"))

    assert named - make_targets() == set()


def test_make_targets_are_found_in_code_and_not_in_prose() -> None:
    document = "Make sure, or make haste: `make check`.\n\n```sh\nmake install && make run  # make tea\n```\n"

    assert targets_named_in(document) == {"check", "install", "run"}


def test_image_takes_in_content_after_code() -> None:
    copied = [line.split()[-1].removeprefix("./") for line in dockerfile() if line.startswith("COPY ")]

    assert copied[-1] == "content"


def test_image_runs_without_privileges_and_says_how_it_is() -> None:
    final_stage = dockerfile()[max(n for n, line in enumerate(dockerfile()) if line.startswith("FROM ")) :]

    users = [line for line in final_stage if line.startswith("USER ")]
    health_checks = [line for line in final_stage if line.startswith("HEALTHCHECK ")]

    assert (users, len(health_checks)) == (["USER docent"], 1)


def test_every_part_of_the_bot_is_a_door_or_closed_to_handlers() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {contract["id"]: contract for contract in project["tool"]["importlinter"]["contracts"]}
    closed = set(contracts["doors"]["forbidden_modules"])
    modules = {path.stem for path in (ROOT / "bot").glob("*.py")} - {"__init__"}
    packages = {path.parent.name for path in (ROOT / "bot").glob("*/__init__.py")}

    parts = {f"bot.{name}" for name in modules | packages}

    assert parts - closed - DOORS == set()
