"""The operator that does a job, by the settings."""

from __future__ import annotations

from typing import Any

from propensity_airflow.job_operator import JobOperator
from propensity_airflow.jobs import Kind
from propensity_airflow.settings import Settings


def job_operator(settings: Settings, kind: Kind, **kwargs: Any) -> JobOperator:
    """A provider is imported by the runner alone that needs it."""
    if settings.runner == "kubernetes":
        from propensity_airflow.kubernetes_runner import KubernetesJobOperator

        return KubernetesJobOperator(settings=settings, kind=kind, **kwargs)
    if settings.runner == "dataproc":
        from propensity_airflow.dataproc_runner import DataprocJobOperator

        return DataprocJobOperator(settings=settings, kind=kind, **kwargs)
    if kind is Kind.OUTCOMES:
        from propensity_airflow.outcomes_script import OutcomesScriptOperator

        return OutcomesScriptOperator(settings=settings, kind=kind, **kwargs)
    from propensity_airflow.service_runner import ServiceRunOperator

    return ServiceRunOperator(settings=settings, kind=kind, **kwargs)
