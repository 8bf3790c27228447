"""Trains the pipelines; what is not worse than the champion becomes the champion."""

from __future__ import annotations

from airflow.sdk import dag

from propensity_airflow import flows, settings

_SETTINGS = settings.load()


@dag(**flows.dag_arguments(_SETTINGS, _SETTINGS.schedules.training), doc_md=__doc__)
def propensity_training() -> None:
    flows.train_pipelines(_SETTINGS)


propensity_training()
