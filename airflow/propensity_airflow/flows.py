"""The parts that the DAGs are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from airflow.exceptions import AirflowException, AirflowFailException, AirflowSkipException
from airflow.sdk import TriggerRule, get_current_context, task, task_group

from propensity_airflow import run_ids
from propensity_airflow.asking import asked
from propensity_airflow.jobs import Kind
from propensity_airflow.runners import job_operator
from propensity_airflow.service import Refused, Run, Service
from propensity_airflow.settings import Settings

START = datetime(2026, 1, 1, tzinfo=timezone.utc)


def dag_arguments(settings: Settings, schedule: str) -> dict[str, Any]:
    """What the DAGs have in common; a night that was missed is not made up for."""
    return {
        "schedule": schedule or None,
        "start_date": START,
        "catchup": False,
        "max_active_runs": 1,
        "tags": ["propensity"],
        "default_args": {"retries": settings.retries, "retry_delay": settings.retry_delay},
    }


def score_campaigns(settings: Settings) -> Any:
    """Scores each active campaign, in a task group of its own."""

    @task(trigger_rule=TriggerRule.NONE_FAILED)
    def active_campaigns() -> list[dict[str, str]]:
        date = logical_date()
        return [
            {
                "campaign_id": str(campaign.campaign_id),
                "platform_run": run_ids.of_campaign(date, campaign.campaign_id),
            }
            for campaign in asked(settings, lambda service: list(service.active_campaigns()))
        ]

    @task_group
    def campaign(campaign_id: str, platform_run: str) -> None:
        score = job_operator(
            settings,
            Kind.PREDICTION,
            task_id="score",
            target=campaign_id,
            platform_run_id=platform_run,
            max_active_tis_per_dagrun=settings.parallel,
        )
        score >> summary(platform_run)

    @task
    def summary(platform_run: str) -> dict[str, Any]:
        return summary_of(published(settings, platform_run))

    return campaign.expand_kwargs(active_campaigns())


def train_pipelines(settings: Settings) -> Any:
    """Trains each pipeline; its model's alias moves to the new version if the gate lets it."""

    @task
    def pipelines() -> list[dict[str, str]]:
        date = logical_date()
        return [
            {"pipeline": name, "platform_run": run_ids.of_pipeline(date, name)}
            for name in settings.pipelines
        ]

    @task_group
    def pipeline(pipeline: str, platform_run: str) -> None:
        train = job_operator(
            settings,
            Kind.TRAINING,
            task_id="train",
            target=pipeline,
            platform_run_id=platform_run,
            max_active_tis_per_dagrun=1,
        )
        version = new_version(platform_run)
        compared = compare(version)
        train >> version
        compared >> promote(version)

    @task
    def new_version(platform_run: str) -> dict[str, Any]:
        run = published(settings, platform_run)
        if run.model is None:
            raise AirflowSkipException(f"Run {platform_run} published no version: nothing is new")
        name, version = run.model
        asked(settings, lambda service: service.register(name, version))
        return {"model": name, "version": version}

    @task
    def compare(version: Mapping[str, Any]) -> dict[str, Any]:
        return asked(settings, lambda service: comparison(service, settings.alias, version))

    @task
    def promote(version: Mapping[str, Any]) -> dict[str, Any]:
        return asked(settings, lambda service: promotion(service, settings.alias, version))

    return pipeline.expand_kwargs(pipelines())


def measure_outcomes(settings: Settings) -> Any:
    """Tells what came of the scorings of so many days ago, as far as they were published."""
    if settings.outcomes is None:
        raise ValueError("The settings have no section 'outcomes'")
    ago = timedelta(days=settings.outcomes.after_days)

    @task(trigger_rule=TriggerRule.NONE_FAILED)
    def runs_of_then() -> list[dict[str, str]]:
        date = logical_date() - ago
        return asked(settings, lambda service: list(scored_at(service, date)))

    @task_group
    def outcomes(campaign_id: str, platform_run: str) -> None:
        job_operator(
            settings,
            Kind.OUTCOMES,
            task_id="measure",
            target=campaign_id,
            platform_run_id=platform_run,
            max_active_tis_per_dagrun=settings.parallel,
        )

    return outcomes.expand_kwargs(runs_of_then())


def scored_at(service: Service, date: datetime) -> Iterable[dict[str, str]]:
    """The active campaigns whose run of that logical date succeeded."""
    for campaign in service.active_campaigns():
        run_id = run_ids.of_campaign(date, campaign.campaign_id)
        run = service.run(run_id)
        if run is not None and run.succeeded:
            yield {"campaign_id": str(campaign.campaign_id), "platform_run": run_id}


def comparison(service: Service, alias: str, version: Mapping[str, Any]) -> dict[str, Any]:
    """How the new version differs from the one at which the alias points, if it points at one."""
    model, to = version["model"], version["version"]
    champion = service.aliases(model).get(alias)
    if champion is None or champion == to:
        return {"model": model, "from": champion, "to": to, "metrics": []}
    return dict(service.compare(model, champion, to))


def promotion(service: Service, alias: str, version: Mapping[str, Any]) -> dict[str, Any]:
    """Where the alias points now. A version that the gate refuses skips the task: it is no failure."""
    try:
        return dict(service.assign(version["model"], alias, version["version"]))
    except Refused as refused:
        if refused.status == 409 and "verdict" in refused.problem:
            raise AirflowSkipException(str(refused)) from refused
        raise


def published(settings: Settings, run_id: str) -> Run:
    """The run as the service was told that it ended."""
    run = asked(settings, lambda service: service.run(run_id))
    if run is None:
        raise AirflowException(f"The service has not heard of run {run_id}: see the job's log")
    if not run.succeeded:
        raise AirflowException(str(run))
    return run


def summary_of(run: Run) -> dict[str, Any]:
    names = ("users_read", "audience", "scored", "rejected")
    return {"run_id": run.run_id, **{name: run.report.get(name) for name in names}}


def logical_date() -> datetime:
    date = get_current_context().get("logical_date")
    if date is None:
        raise AirflowFailException(
            "This DAG run has no logical date, of which its run ids are made: trigger it with one"
        )
    return date
