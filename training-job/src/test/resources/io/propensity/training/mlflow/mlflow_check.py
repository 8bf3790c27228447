"""Compares Python with the platform: mlflow_check.py MODULE ARTIFACT SCORED | expressions TREES VALUES."""

import datetime
import importlib
import json
import math
import sys

import pandas as pd

TOLERANCE = 1e-6
what, first, second = sys.argv[1:]
table = pd.read_parquet(second)


def same(found, expected):
    if isinstance(expected, datetime.date):
        expected = expected.toordinal() - datetime.date(1970, 1, 1).toordinal()
    if expected is None or expected is pd.NA or expected is pd.NaT:
        return found is None
    if isinstance(expected, float) and math.isnan(expected):
        return found is None or math.isnan(found)
    if isinstance(expected, float):
        return found is not None and math.isclose(found, expected, rel_tol=1e-12)
    return found == expected


if what == "expressions":
    module = importlib.import_module("propensity_scoring_1")
    inputs = [
        {"name": "age", "type": "integer"},
        {"name": "monetary", "type": "number"},
        {"name": "frequency", "type": "integer"},
        {"name": "is_premium", "type": "boolean"},
        {"name": "country", "type": "string"},
    ]
    rows = module._rows(table, inputs)
    with open(first, encoding="utf-8") as file:
        trees = json.load(file)
    for i, tree in enumerate(trees):
        evaluate = module._compiled(tree)
        for row, expected in zip(rows, table["x%d" % i].tolist()):
            found = evaluate(row)
            assert same(found, expected), (i, tree, row, found, expected)
    print("agrees on %d rows" % len(rows))
    sys.exit()

import mlflow.pyfunc  # noqa: E402

flavor = importlib.import_module(what)
if what == "mlflow.spark":
    from pyspark.sql import SparkSession

    # load_model wants one that runs.
    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session.getOrCreate()
assert flavor.load_model(first) is not None
model = mlflow.pyfunc.load_model(first)
assert model.metadata.signature is not None
example = model.input_example
assert len(model.predict(example)) == len(example)
raw = [column.name for column in model.metadata.get_input_schema().inputs]
found = model.predict(table[raw])
worst = abs(pd.Series(found) - table["prediction_score"].reset_index(drop=True)).max()
assert worst <= TOLERANCE, "differs by %g" % worst
print("agrees on %d rows, within %g" % (len(table), worst))
