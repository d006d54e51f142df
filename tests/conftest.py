"""What tests stand on: no screen, nobody's own desk or keyring, no silent skip or warning."""

import gc
import logging
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, settings

if TYPE_CHECKING:
    from tests.servers.dovecot import MailServer
    from tests.servers.provider import Provider
    from tipdesk.store.database import Store

ROOT = Path(__file__).parents[1]

# Before anything imports Qt, which reads these once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("LC_ALL", "C.UTF-8")

settings.register_profile("desk", deadline=None)
# The same examples every time, and a failure is reported as found: shrinking it is for a desk.
CI_PHASES = (Phase.explicit, Phase.generate)
settings.register_profile("ci", deadline=None, derandomize=True, phases=CI_PHASES)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

HOMES = {
    "HOME": "",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "XDG_RUNTIME_DIR": "run",
}
# Of what tests make next to nothing is garbage that has to be searched for.
SEARCHED_EVERY = 10_000
OF_THE_PERSON = ("TIPDESK_DESK", "TIPDESK_PASSPHRASE", "DBUS_SESSION_BUS_ADDRESS")


def pytest_configure(config: pytest.Config) -> None:
    """Give the whole run, and every process that it starts, a home of its own and no keyring."""
    home = Path(tempfile.mkdtemp(prefix="tipdesk-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    for name, folder in HOMES.items():
        (home / folder).mkdir(parents=True, exist_ok=True, mode=0o700)
        os.environ[name] = str(home / folder)
    for name in OF_THE_PERSON:
        os.environ.pop(name, None)
    # As if there were no language data: a test that wants words read in pictures says so.
    os.environ["TESSDATA_PREFIX"] = str(home)
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    gc.set_threshold(SEARCHED_EVERY)
    # A run that was started in the background ignores Ctrl-C, and so would all that it starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """Leave the tests themselves out of every search for garbage, and search between tests alone.

    Python searches on whatever thread has just made an object, and windows may not be let go of
    there: see tipdesk.gui.sweeping.
    """
    gc.freeze()
    gc.disable()


def pytest_runtest_logfinish() -> None:
    """Search for garbage when as much was made as Python waits for."""
    made, most = gc.get_count(), gc.get_threshold()
    due = [age for age in range(len(made)) if made[age] > most[age]]
    if due:
        gc.collect(due[-1])


def pytest_runtest_setup() -> None:
    """Begin each test as a newcomer: without the settings and the layout that another one left."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        shutil.rmtree(Path(os.environ[name], "tipdesk"), ignore_errors=True)


@contextmanager
def warnings_logged() -> Iterator[list[str]]:
    """Collect what the program logs at WARNING and above."""
    said: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: said.append(f"{record.name}: {record.getMessage()}")
    logger = logging.getLogger("tipdesk")
    logger.addHandler(handler)
    try:
        yield said
    finally:
        logger.removeHandler(handler)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Fail a test during which the program warned, unless it looks at the log itself (`caplog`)."""
    with warnings_logged() as said:
        yield
    if said and "caplog" not in getattr(item, "fixturenames", ()):
        pytest.fail("unexpected in the log: " + "; ".join(said), pytrace=False)


def forbid_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure that names the reason, where TIPDESK_NO_SKIPS is set."""
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("TIPDESK_NO_SKIPS"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} was skipped, and here nothing may be. {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    """Let no test be skipped in CI."""
    report = yield
    forbid_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Iterator[None]:
    """Let no whole module be skipped in CI."""
    report = yield
    forbid_skip(report)
    return report


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real-world files that lies beside the checkout."""
    folder = ROOT.parent / "shared" / "corpus"
    if not folder.is_dir():
        pytest.skip("needs the corpus: a folder shared/corpus beside the checkout")
    return folder


@pytest.fixture(scope="session")
def needs() -> Callable[..., None]:
    """Skip by name where the system lacks a program: `needs("Xvfb", "xdotool")`."""

    def check(*programs: str) -> None:
        missing = [name for name in programs if shutil.which(name) is None]
        if missing:
            pytest.skip(f"needs {', '.join(missing)} (`make test` installs it for root or sudo)")

    return check


@pytest.fixture
def with_keyring(tmp_path: Path, needs: Callable[..., None]) -> Callable[..., str]:
    """Run a program beside a real secret service: `with_keyring(UNLOCKED, PROGRAM, "word")`."""
    from tests.servers.keyring import run_beside

    needs("dbus-run-session", "gnome-keyring-daemon")
    return partial(run_beside, tmp_path)


@pytest.fixture(scope="session")
def keys_once() -> Iterator[None]:
    """Turn each passphrase into its key once a run, in this process: it is made to take long."""
    from tipdesk.store import keys

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "key_from", cache(keys.key_from))
        yield


@pytest.fixture
def language_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have words in pictures read with the machine's own language data."""
    from tipdesk.media.lettering import can_read_words

    monkeypatch.delenv("TESSDATA_PREFIX")
    if not can_read_words():
        pytest.skip("needs tesserocr and Debian's tesseract-ocr-eng (`make test` installs both)")


@pytest.fixture(scope="session")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a certificate for localhost that nobody trusts."""
    from tests.servers.certificates import certify

    return certify(tmp_path_factory.mktemp("certified"))


@pytest.fixture
def trusting(certified: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have this computer trust the certificate of the tests' servers."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certified / "server.pem"))


@pytest.fixture(scope="session")
def provider() -> "Iterator[Provider]":
    """An authorisation server on this computer."""
    from tests.servers.provider import Provider

    with Provider() as server:
        yield server


@pytest.fixture(scope="session")
def mail_server(certified: Path, provider: "Provider") -> "Iterator[MailServer]":
    """A real mail server, Dovecot; each test takes a user of its own."""
    from tests.servers.dovecot import available, dovecot

    if not available():
        pytest.skip("needs Debian's dovecot-imapd (`make test` installs it for root or sudo)")
    with dovecot(certified, provider.introspection) as server:
        yield server


@pytest.fixture(scope="session")
def many_tips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed desk of 50,000 invented tips."""
    from tests.bench.synthetic import fill
    from tests.nouns import make_desk

    store = make_desk(tmp_path_factory.mktemp("fifty-thousand"))
    fill(store, 50_000, ledgered=False)
    store.close()
    return store.folder.path


@pytest.fixture(scope="session")
def fifty_thousand(many_tips: Path) -> "Iterator[Store]":
    """A desk of 50,000 tips, to be read only."""
    from tests.nouns import EDITOR
    from tipdesk.store.opening import open_desk

    store = open_desk(many_tips, editor=EDITOR, read_only=True)
    yield store
    store.close()


@pytest.fixture(scope="session")
def hundred_thousand(
    many_tips: Path, tmp_path_factory: pytest.TempPathFactory
) -> "Iterator[Store]":
    """A desk of 100,000 tips, which no test makes more or fewer."""
    from tests.bench.synthetic import fill
    from tests.nouns import EDITOR
    from tipdesk.store.opening import open_desk

    folder = shutil.copytree(many_tips, tmp_path_factory.mktemp("hundred-thousand") / "desk")
    store = open_desk(folder, editor=EDITOR)
    fill(store, 50_000, seed=2, ledgered=False)
    yield store
    store.close()


@pytest.fixture
def desk(tmp_path: Path) -> "Iterator[Store]":
    """An empty desk of its own."""
    from tests.nouns import make_desk

    store = make_desk(tmp_path)
    yield store
    store.close()


@pytest.fixture
def colleague(desk: "Store") -> "Iterator[Store]":
    """The same desk, as another editor has it open."""
    from tests.nouns import same_desk

    store = same_desk(desk)
    yield store
    store.close()
