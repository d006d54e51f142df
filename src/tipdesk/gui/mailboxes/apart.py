"""Slow work that may hang in a network: on a thread of its own, for which nobody has to wait."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


def apart(work: Callable[[], T]) -> Future[T]:
    """Do it on a new thread that ends with the program."""
    done: Future[T] = Future()

    def run() -> None:
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001  whoever asked meets it
            done.set_exception(error)
        else:
            done.set_result(result)

    threading.Thread(target=run, name="tipdesk-apart", daemon=True).start()
    return done
