"""Jobs as batches of Dataproc Serverless."""

from __future__ import annotations

from typing import Any

from airflow.exceptions import AirflowException, AirflowFailException
from airflow.providers.google.cloud.operators.dataproc import DataprocCreateBatchOperator
from airflow.sdk import Context
from google.api_core.exceptions import NotFound
from google.cloud.dataproc_v1 import Batch

from propensity_airflow.job_operator import JobOperator
from propensity_airflow.jobs import Job, Kind
from propensity_airflow.settings import DataprocRunner, Settings

_MOST_ATTEMPTS = 99


def batch(job: Job, runner: DataprocRunner) -> dict[str, Any]:
    """The batch of a job, as the API has it."""
    environment = {
        f"spark.dataproc.driverEnv.{name}": value for name, value in runner.environment.items()
    }
    jar = runner.training_jar if job.kind is Kind.TRAINING else runner.prediction_jar
    return {
        "spark_batch": {
            "main_class": job.main_class,
            "jar_file_uris": [jar, *runner.jars],
            "file_uris": list(runner.files),
            "args": job.arguments(runner.environment_file, runner.pipelines),
        },
        "labels": {"app": "propensity", "kind": job.kind.value},
        "runtime_config": {
            "version": runner.runtime,
            "properties": {**runner.properties, **environment},
        },
        "environment_config": {
            "execution_config": {
                "service_account": runner.service_account,
                "subnetwork_uri": runner.subnetwork,
            }
        },
    }


class DataprocJobOperator(JobOperator, DataprocCreateBatchOperator):
    """
    One batch a run and attempt, waited for in the triggerer. A batch that is under way or was good is
    attached to; after one that failed or was cancelled the next number is taken.
    """

    template_fields = (*DataprocCreateBatchOperator.template_fields, *JobOperator.job_fields)

    def __init__(self, *, settings: Settings, **kwargs: Any) -> None:
        runner = settings.dataproc
        if runner is None:
            raise ValueError("The settings have no section 'dataproc'")
        super().__init__(
            settings=settings,
            project_id=runner.project,
            region=runner.region,
            gcp_conn_id=runner.connection,
            batch={},
            deferrable=True,
            polling_interval_seconds=settings.poll_seconds,
            **kwargs,
        )
        self.runner = runner

    def execute(self, context: Context) -> Any:
        self.batch = batch(self.job, self.runner)
        self.batch_id = self._attempt()
        try:
            return super().execute(context)
        except AirflowFailException:
            raise
        except AirflowException as failure:
            self.decide(failure)

    def execute_complete(self, context: Context, event: Any = None) -> None:
        try:
            super().execute_complete(context, event)
        except AirflowException as failure:
            self.decide(failure)

    def _attempt(self) -> str:
        """The batch to attach to, or the first number that no batch has."""
        job = self.job
        kind = "-outcomes" if job.kind is Kind.OUTCOMES else ""
        for number in range(1, _MOST_ATTEMPTS + 1):
            batch_id = f"{job.run_id}{kind}-{number}"
            try:
                known = self.hook.get_batch(
                    batch_id=batch_id, region=self.region, project_id=self.project_id
                )
            except NotFound:
                return batch_id
            if known.state not in (Batch.State.FAILED, Batch.State.CANCELLED):
                return batch_id
        raise AirflowFailException(f"Run {job.run_id} was tried {_MOST_ATTEMPTS} times")
