"""A page of the clickstream: streamlit run notebooks/dashboard.py. It reads exported aggregates alone."""

from pathlib import Path

import pandas as pd
import streamlit as st

from checkout import root

PIPELINE = "clickstream-propensity"
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def runs() -> list[Path]:
    """The exports of all runs, the newest first."""
    found = (root("reports") / PIPELINE).glob("*/dashboard")
    return sorted((each for each in found if (each / "kpis.json").exists()), reverse=True)


@st.cache_data
def export(folder: Path, name: str) -> pd.DataFrame:
    table = pd.read_json(folder / f"{name}.json", convert_dates=["first_event", "last_event"])
    if "day" in table:
        table["day"] = pd.to_datetime(table["day"]).dt.date
    return table


def overview(folder: Path, days: tuple) -> None:
    kpis = export(folder, "kpis").iloc[0]
    names = {"Events": "events", "Sessions": "sessions", "Users": "users", "Purchases": "purchases"}
    columns = st.columns(len(names) + 2)
    for column, (label, name) in zip(columns, names.items(), strict=False):
        column.metric(label, f"{int(kpis[name]):,}")
    columns[-2].metric("Revenue", f"{float(kpis['revenue']):,.0f}")
    columns[-1].metric("Conversion", f"{kpis['conversion']:.2%}")
    st.caption(f"All days, {kpis['first_event']:%Y-%m-%d %H:%M} to {kpis['last_event']:%Y-%m-%d %H:%M} UTC")
    funnel = within(export(folder, "funnel_by_day"), days)
    steps = funnel[["sessions", "viewed", "carted", "bought"]].sum()
    st.subheader("Funnel of the chosen days")
    for column, (step, number) in zip(st.columns(len(steps)), steps.items(), strict=True):
        column.metric(step.capitalize(), f"{int(number):,}")
    st.line_chart(funnel, x="day", y=["viewed", "carted", "bought"], y_label="sessions")
    st.subheader("Conversion by weekday and hour (UTC)")
    grid = export(folder, "conversion_by_weekday_hour").pivot(index="weekday", columns="hour", values="conversion")
    st.dataframe(
        grid.rename(index=lambda day: DAYS[day - 1]).style.format("{:.1%}", na_rep="").background_gradient(axis=None)
    )


def commerce(folder: Path, days: tuple) -> None:
    st.subheader("Purchases by hour (UTC), of the chosen days")
    st.bar_chart(sums(within(export(folder, "purchases_by_hour"), days), ["hour"]), x="hour", y="purchases")
    brands = sums(within(export(folder, "top_brands"), days), ["brand"]).sort_values("revenue", ascending=False)
    categories = export(folder, "top_categories")
    for title, column, table in [
        ("Categories of all days", "category", categories),
        ("Brands of the chosen days", "brand", brands),
    ]:
        st.subheader(f"{title} with the most revenue")
        chosen = st.multiselect(title, table[column], placeholder="All", key=column)
        table = table[table[column].isin(chosen)] if chosen else table
        st.bar_chart(table, x=column, y="revenue", horizontal=True, sort="-revenue")
        st.dataframe(table, hide_index=True)


def sessions(folder: Path, days: tuple) -> None:
    table = sums(within(export(folder, "session_distributions"), days), ["measure", "value"])
    table["conversion"] = table["bought"] / table["sessions"]
    measure = st.selectbox("Measure, before a purchase (20 stands for 20 and more)", sorted(table["measure"].unique()))
    chosen = table[table["measure"] == measure]
    st.bar_chart(chosen, x="value", y="sessions", x_label=measure)
    st.line_chart(chosen, x="value", y="conversion", x_label=measure)


def model(folder: Path, days: tuple) -> None:
    curve = roc(export(folder, "threshold_curves"))
    left, right = st.columns(2)
    left.subheader("ROC of the test split")
    left.line_chart(curve, x="false positive rate", y="true positive rate")
    right.subheader("Precision, recall and F1 by threshold")
    right.line_chart(export(folder, "threshold_curves"), x="threshold", y=["precision", "recall", "f1"])
    left.subheader("Scores of the test split")
    histogram = sums(export(folder, "propensity_histogram").query("split == 'test'"), ["bucket"])
    left.bar_chart(
        histogram.assign(others=histogram["sessions"] - histogram["bought"]), x="bucket", y=["bought", "others"]
    )
    right.subheader("Calibration by tenths of the test split")
    right.line_chart(export(folder, "calibration_bins"), x="tenth", y=["mean_score", "conversion"])
    st.subheader("Predicted and seen by day, test split")
    daily = within(export(folder, "propensity_by_day").query("split == 'test'"), days)
    if daily.empty:
        st.info("The test split has none of the chosen days: choose later ones.")
    else:
        st.line_chart(daily, x="day", y=["mean_score", "conversion"])
    st.subheader("What goes along with score and purchase")
    st.dataframe(export(folder, "drivers"), hide_index=True)


def roc(curves: pd.DataFrame) -> pd.DataFrame:
    """Rates by threshold: precision and recall of the sessions that each selects tell both."""
    hits = (curves["precision"].fillna(0) * curves["sessions"]).to_numpy()
    misses = curves["sessions"].to_numpy() - hits
    rates = pd.DataFrame({"false positive rate": misses / misses[0], "true positive rate": hits / hits[0]})
    return pd.concat([rates, pd.DataFrame([[0.0, 0.0]], columns=rates.columns)], ignore_index=True)


def sums(table: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    return table.groupby(by, as_index=False).sum(numeric_only=True)


def within(table: pd.DataFrame, days: tuple) -> pd.DataFrame:
    return table[table["day"].between(*days)]


def main() -> None:
    st.set_page_config(page_title="Clickstream", layout="wide")
    st.title("Clickstream")
    found = runs()
    if not found:
        st.info(f"There is nothing to show yet: run scripts/train.sh pipelines/{PIPELINE}")
        return
    folder = st.sidebar.selectbox("Run", found, format_func=lambda each: each.parent.name)
    all_days = export(folder, "funnel_by_day")["day"]
    first, last = all_days.min(), all_days.max()
    days = (first, last)
    if first < last:
        days = st.sidebar.slider("Days", first, last, days)
    tabs = st.tabs(["Overview", "Commerce", "Sessions", "Model"])
    with tabs[0]:
        overview(folder, days)
    with tabs[1]:
        commerce(folder, days)
    with tabs[2]:
        sessions(folder, days)
    with tabs[3]:
        model(folder, days)


if __name__ == "__main__":
    main()
