"""Jobs as objects of the Spark operator."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from airflow.exceptions import AirflowException, AirflowFailException
from airflow.providers.cncf.kubernetes.operators.spark_kubernetes import SparkKubernetesOperator
from airflow.sdk import Context

from propensity_airflow.job_operator import JobOperator
from propensity_airflow.jobs import Job, Kind
from propensity_airflow.settings import KubernetesRunner, Settings


def spark_application(pattern: str, job: Job, runner: KubernetesRunner) -> dict[str, Any]:
    """The object of a job, after the pattern of a file. Airflow alone decides on retries."""
    path = Path(pattern)
    try:
        application = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as trouble:
        raise AirflowFailException(f"Cannot read the SparkApplication {path}: {trouble}") from trouble
    if not isinstance(application, dict) or application.get("kind") != "SparkApplication":
        raise AirflowFailException(f"{path} is not one object of the kind SparkApplication")
    application["metadata"]["name"] = _name(job)
    application["metadata"]["namespace"] = runner.namespace
    specification = application["spec"]
    specification["mainClass"] = job.main_class
    specification["arguments"] = job.arguments(runner.environment_file, runner.pipelines)
    specification["restartPolicy"] = {"type": "Never"}
    return application


def _name(job: Job) -> str:
    return f"{job.run_id}-outcomes" if job.kind is Kind.OUTCOMES else job.run_id


class KubernetesJobOperator(JobOperator, SparkKubernetesOperator):
    """
    One object a run, named by its id, removed when it is over. A worker waits while it runs; one that
    died is followed by one that finds the driver again.
    """

    template_fields = (*SparkKubernetesOperator.template_fields, *JobOperator.job_fields)
    # Else arguments that end with .yaml would be taken for files of templates.
    template_ext = ()

    def __init__(self, *, settings: Settings, **kwargs: Any) -> None:
        runner = settings.kubernetes
        if runner is None:
            raise ValueError("The settings have no section 'kubernetes'")
        super().__init__(
            settings=settings,
            namespace=runner.namespace,
            kubernetes_conn_id=runner.connection,
            random_name_suffix=False,
            reattach_on_restart=True,
            delete_on_termination=True,
            **kwargs,
        )
        self.runner = runner

    def execute(self, context: Context) -> Any:
        pattern = self.runner.training if self.kind is Kind.TRAINING else self.runner.prediction
        self.template_spec = {"spark": spark_application(pattern, self.job, self.runner)}
        try:
            return super().execute(context)
        except AirflowFailException:
            raise
        except AirflowException as failure:
            self.decide(failure)
