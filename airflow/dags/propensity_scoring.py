"""Scores the active campaigns, each in a task group of its own."""

from __future__ import annotations

from airflow.sdk import dag

from propensity_airflow import flows, settings

_SETTINGS = settings.load()


@dag(**flows.dag_arguments(_SETTINGS, _SETTINGS.schedules.scoring), doc_md=__doc__)
def propensity_scoring() -> None:
    flows.score_campaigns(_SETTINGS)


propensity_scoring()
