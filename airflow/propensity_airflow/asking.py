"""What the service answers, and what becomes of a task that it does not answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from airflow.exceptions import AirflowException, AirflowFailException

from propensity_airflow.service import Refused, Service, Unavailable
from propensity_airflow.settings import Settings

_Answer = TypeVar("_Answer")


def asked(settings: Settings, request: Callable[[Service], _Answer]) -> _Answer:
    """What the service answers. A refusal fails the task for good, silence is retried."""
    try:
        with Service.at(settings.connection) as service:
            return request(service)
    except Refused as refused:
        raise AirflowFailException(str(refused)) from refused
    except Unavailable as silence:
        raise AirflowException(str(silence)) from silence
