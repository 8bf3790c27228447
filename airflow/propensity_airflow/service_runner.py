"""Runs that the service starts."""

from __future__ import annotations

from typing import Any

from airflow.exceptions import AirflowException
from airflow.sdk import Context

from propensity_airflow import exit_codes
from propensity_airflow.asking import asked
from propensity_airflow.job_operator import JobOperator
from propensity_airflow.jobs import Kind
from propensity_airflow.service import Run, Service
from propensity_airflow.trigger import RunTrigger


class ServiceRunOperator(JobOperator):
    """
    Has the service score or train, and waits in the triggerer. A run that is there already is attached
    to; one that failed or was cancelled is tried once more under its id.
    """

    template_fields = JobOperator.job_fields

    def execute(self, context: Context) -> str:
        run = asked(self.settings, self._start)
        if run.succeeded:
            return run.run_id
        self.log.info("%s", run)
        self.defer(
            trigger=RunTrigger(
                connection=self.settings.connection,
                run_id=run.run_id,
                poll_seconds=self.settings.poll_seconds,
                patience_seconds=self.settings.patience_seconds,
            ),
            method_name="execute_complete",
            timeout=self.settings.timeout,
        )

    def execute_complete(self, context: Context, event: dict[str, Any]) -> str:
        run = asked(self.settings, lambda service: service.run(self.job.run_id))
        if run is None or not run.is_over:
            raise AirflowException(event["trouble"] or f"Run {self.job.run_id} is not over: {run}")
        self.log.info("%s", run)
        if not run.succeeded:
            exit_codes.fail(str(run), run.exit_code)
        return run.run_id

    def _start(self, service: Service) -> Run:
        job = self.job
        if job.kind is Kind.TRAINING:
            run = service.train(job.target, job.run_id)
        else:
            run = service.score(int(job.target), job.run_id)
        if run.is_over and not run.succeeded:
            return service.retry(run.run_id)
        return run
