"""How keytag is checked, by people and by CI alike: one session for each kind of check.

Every session gets an environment of its own from ``uv.lock``, so that all run the same tools. ``nox`` alone runs
what must pass before a change goes in; ``nox -s bench`` measures.
"""

from __future__ import annotations

import nox

nox.needs_version = ">=2025.5"
nox.options.default_venv_backend = "uv"
nox.options.reuse_venv = "yes"
nox.options.error_on_missing_interpreters = True
nox.options.sessions = ["lint", "types", "imports", "tests", "wheel"]

# House rule: pytest with two workers; the suite is tuned to a machine of two cores.
WORKERS = "2"
# Neighbours stay on one worker, which makes what they share once; who is done takes from the other's end.
SIDE_BY_SIDE = ("-n", WORKERS, "--dist", "worksteal")


def sync(session: nox.Session, *groups: str, project: bool = True) -> None:
    """Bring the session's environment to what ``uv.lock`` says of ``groups``, with keytag itself or without."""
    flag = "--group" if project else "--only-group"
    session.run_install(
        "uv",
        "sync",
        "--locked",
        "--quiet",
        "--no-default-groups",
        *(part for group in groups for part in (flag, group)),
        env={"UV_PROJECT_ENVIRONMENT": session.virtualenv.location, "UV_PYTHON": session.virtualenv.location},
    )


@nox.session
def lint(session: nox.Session) -> None:
    """Hold the code against the house's style."""
    sync(session, "lint", project=False)
    session.run("ruff", "check", *session.posargs)
    session.run("ruff", "format", "--check", "--quiet")


@nox.session
def types(session: nox.Session) -> None:
    """Check every type, in the tests, the benchmarks and this file too."""
    sync(session, "dev", "bench")
    session.run("mypy", *(session.posargs or ("keytag", "tests", "bench", "docs", "noxfile.py")))


@nox.session
def imports(session: nox.Session) -> None:
    """Check that each module imports only what stands below it, and each library only behind its door."""
    sync(session, "test")
    session.run("lint-imports", "--no-logo", "--no-cache")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests of the source tree."""
    sync(session, "test")
    session.run("pytest", *SIDE_BY_SIDE, "-m", "not wheel", *session.posargs)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Feed `check` with what breaks programs for as long as is asked (``-- --minutes 10``)."""
    sync(session, "test")
    session.run("pytest", "tests/property/test_fuzz.py", *(session.posargs or ("--minutes", "10")))


@nox.session
def quick(session: nox.Session) -> None:
    """Run the tests that take a moment each, as a developer does while writing."""
    sync(session, "test")
    session.run("pytest", *SIDE_BY_SIDE, "-m", "not (slow or wheel)", *session.posargs)


@nox.session
def mutants(session: nox.Session) -> None:
    """Plant small faults in modules and count which the tests notice (``-- qr phone`` picks subjects)."""
    sync(session, "test")
    session.run("python", "bench/mutants.py", *session.posargs)


@nox.session
def worst(session: nox.Session) -> None:
    """Search for files that cost more than is promised, for as long as is asked (``-- --minutes 10``)."""
    sync(session, "test")
    session.run("python", "bench/worst_search.py", *(session.posargs or ("--minutes", "10")))


@nox.session
def wheel(session: nox.Session) -> None:
    """Build the wheel, install it for every Python from 3.11 that is here, and run it from an empty folder."""
    sync(session, "test")
    session.run("pytest", "-n", WORKERS, "--dist", "loadgroup", "-m", "wheel", "tests/package", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure keytag against other ways of making the same sheets (``-- --quick`` leaves out the slow ones)."""
    sync(session, "bench")
    session.run("python", "bench/run.py", *session.posargs)
