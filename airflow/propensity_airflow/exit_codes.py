"""What becomes of a task when a job's process ended with a code other than 0."""

from __future__ import annotations

from typing import NoReturn

from airflow.exceptions import AirflowException, AirflowFailException

# Wrong arguments, data that break the contract, input that is not there, wrong configuration:
# the same again fails again.
FINAL = frozenset({64, 65, 66, 78})
# A service that did not answer, a defect or the machine, a full disk, the same run at work elsewhere.
RETRIED = frozenset({69, 70, 74, 75})


def is_final(exit_code: int | None) -> bool:
    """Whether a retry is of no use. A job that a signal ended, or that left no code, is retried."""
    return exit_code in FINAL


def fail(what: str, exit_code: int | None) -> NoReturn:
    """Fails the task: for good, or to be retried as often as the DAG says."""
    if is_final(exit_code):
        raise AirflowFailException(what)
    raise AirflowException(what)
