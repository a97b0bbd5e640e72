"""The page one writes first: all enrolments grouped and every figure built anew on every run.

Beside the dashboard's pages it shows what their care is worth. It reads the sample's full export,
keeps the table as Streamlit's documentation advises, and draws a map, a ranking and a trend.
"""

import json
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

ROOT = Path(__file__).parents[2]
EXPORT = ROOT / "sample_data/files/2026-10_user-course-activity_full.csv"
OUTLINES = ROOT / "data_access/reference/outlines/14.geojson"


@st.cache_data
def enrolments() -> pd.DataFrame:
    table = pd.read_csv(EXPORT, parse_dates=["Date Enrolled", "Date Completed"])
    table["Municipality"] = table["User Groups"].str.split(";").str[0]
    table["Month"] = table["Date Enrolled"].dt.strftime("%Y-%m")
    return table


def by(table: pd.DataFrame, *names: str) -> pd.DataFrame:
    """Enrolments, completions, minutes and learners of each group."""
    grouped = table.groupby(list(names)).agg(
        enrolments=("Course ID", "size"),
        completions=("Date Completed", "count"),
        minutes=("Minutes Video Consumed", "sum"),
        learners=("User Email", "nunique"),
    )
    grouped["completion"] = grouped["completions"] / grouped["enrolments"]
    grouped["time"] = grouped["minutes"] / grouped["learners"]
    return grouped.reset_index()


st.set_page_config(layout="wide")
everything = enrolments()
measure = st.selectbox("Measure", ["enrolments", "completions", "completion", "time", "learners"])
category = st.selectbox("Category", ["All", *sorted(everything["Course Category"].unique())])
chosen = everything
if category != "All":
    chosen = everything[everything["Course Category"] == category]
places = by(chosen, "Municipality").sort_values(measure)
months = by(chosen, "Municipality", "Month")

st.plotly_chart(
    go.Figure(
        go.Choropleth(
            geojson=json.loads(OUTLINES.read_text(encoding="utf-8")),
            featureidkey="properties.name",
            locations=places["Municipality"],
            z=places[measure],
        )
    ).update_geos(fitbounds="locations", visible=False)
)
st.plotly_chart(go.Figure(go.Bar(x=places[measure], y=places["Municipality"], orientation="h")))
st.plotly_chart(
    go.Figure(
        [
            go.Scatter(x=line["Month"], y=line[measure], name=name)
            for name, line in months.groupby("Municipality")
        ]
    )
)
st.dataframe(months)
