"""What the operators of the three runners have in common."""

from __future__ import annotations

from typing import Any, NoReturn

from airflow.exceptions import AirflowException, AirflowFailException
from airflow.sdk import BaseOperator

from propensity_airflow import exit_codes
from propensity_airflow.jobs import Job, Kind
from propensity_airflow.service import Refused, Service, Unavailable
from propensity_airflow.settings import Settings


class JobOperator(BaseOperator):
    """
    One job. ``target`` and ``platform_run_id`` are known when the task runs; they may come from a task
    group that is mapped.
    """

    job_fields = ("target", "platform_run_id")

    def __init__(
        self, *, settings: Settings, kind: Kind, target: Any, platform_run_id: Any, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.settings = settings
        self.kind = kind
        self.target = target
        self.platform_run_id = platform_run_id

    @property
    def job(self) -> Job:
        outcomes = self.settings.outcomes
        return Job(
            self.kind,
            str(self.target),
            str(self.platform_run_id),
            outcomes.table if outcomes and self.kind is Kind.OUTCOMES else None,
        )

    def decide(self, failure: AirflowException) -> NoReturn:
        """Fails as the exit code says that the service was told, if it was told one."""
        if self.kind is Kind.OUTCOMES:
            raise failure  # it is no run of the service
        try:
            with Service.at(self.settings.connection) as service:
                run = service.run(self.job.run_id)
        except (Unavailable, Refused) as trouble:
            raise AirflowException(f"{failure}\n{trouble}") from failure
        if run is not None and exit_codes.is_final(run.exit_code):
            raise AirflowFailException(str(run)) from failure
        raise failure
