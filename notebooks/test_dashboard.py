"""The dashboard, on the exports of a run that scripts/notebooks.sh has made."""

import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from sklearn.metrics import auc
from streamlit.testing.v1 import AppTest

import dashboard
from checkout import root

PAGE = str(Path(__file__).with_name("dashboard.py"))


def exported(name: str) -> pd.DataFrame:
    newest = max((root("reports") / "clickstream-propensity").glob("*/dashboard"))
    return pd.DataFrame(json.loads((newest / f"{name}.json").read_text()))


def shown(page: AppTest, label: str) -> list[str]:
    return [metric.value for metric in page.metric if metric.label == label]


@pytest.fixture
def page() -> AppTest:
    page = AppTest.from_file(PAGE, default_timeout=60).run()
    assert not page.exception
    return page


def test_shows_the_exported_numbers(page: AppTest) -> None:
    kpis = exported("kpis").iloc[0]
    assert [tab.label for tab in page.tabs] == ["Overview", "Commerce", "Sessions", "Model"]
    assert shown(page, "Events") == [f"{kpis['events']:,}"]
    assert shown(page, "Conversion") == [f"{kpis['conversion']:.2%}"]
    assert shown(page, "Bought") == [f"{exported('funnel_by_day')['bought'].sum():,}"]


def test_filters_by_day(page: AppTest) -> None:
    funnel = exported("funnel_by_day")
    first, second = sorted(funnel["day"])[:2]
    page.slider[0].set_range(date.fromisoformat(first), date.fromisoformat(second)).run()
    assert not page.exception
    assert shown(page, "Viewed") == [f"{funnel[funnel['day'].isin([first, second])]['viewed'].sum():,}"]
    assert any("choose later ones" in info.value for info in page.info)


def test_filters_by_category(page: AppTest) -> None:
    categories = exported("top_categories")
    tables = [frame.value for frame in page.dataframe if "category" in frame.value]
    assert len(tables[0]) == len(categories)
    page.multiselect(key="category").select(categories["category"][1]).run()
    assert not page.exception
    tables = [frame.value for frame in page.dataframe if "category" in frame.value]
    assert list(tables[0]["revenue"]) == [categories["revenue"][1]]


def test_sums_brands_over_the_chosen_days(page: AppTest) -> None:
    brands = exported("top_brands")
    first, second = sorted(brands["day"].unique())[:2]
    page.slider[0].set_range(date.fromisoformat(first), date.fromisoformat(second)).run()
    assert not page.exception
    table = next(frame.value for frame in page.dataframe if "brand" in frame.value)
    sold = brands[brands["day"].isin([first, second])].groupby("brand")["purchases"].sum()
    assert table.set_index("brand")["purchases"].to_dict() == sold.to_dict()
    assert table["revenue"].is_monotonic_decreasing


def test_makes_the_roc_curve_of_the_thresholds(page: AppTest) -> None:
    curve = dashboard.roc(exported("threshold_curves"))
    newest = max((root("reports") / "clickstream-propensity").glob("*/dashboard"))
    measured = json.loads((newest.parent / "metrics.json").read_text())["test"]["roc_auc"]
    assert auc(curve["false positive rate"], curve["true positive rate"]) == pytest.approx(measured, abs=0.01)


def test_says_what_to_run_where_there_is_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environment = tmp_path / "environment.yaml"
    environment.write_text(f"roots: {{reports: {tmp_path}}}\n")
    monkeypatch.setattr("checkout.ENVIRONMENT", environment)
    page = AppTest.from_file(PAGE).run()
    assert not page.exception
    assert page.info[0].value.endswith("run scripts/train.sh pipelines/clickstream-propensity")
