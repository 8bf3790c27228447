"""Trains, compares, promotes what is not worse, scores, and tells what came of earlier scorings."""

from __future__ import annotations

from airflow.sdk import TaskGroup, chain, dag

from propensity_airflow import flows, settings

_SETTINGS = settings.load()


@dag(**flows.dag_arguments(_SETTINGS, _SETTINGS.schedules.mlops), doc_md=__doc__)
def propensity_mlops() -> None:
    with TaskGroup("learning") as learning:
        flows.train_pipelines(_SETTINGS)
    with TaskGroup("scoring") as scoring:
        flows.score_campaigns(_SETTINGS)
    parts = [learning, scoring]
    if _SETTINGS.outcomes is not None:
        with TaskGroup("measuring") as measuring:
            flows.measure_outcomes(_SETTINGS)
        parts.append(measuring)
    chain(*parts)


propensity_mlops()
