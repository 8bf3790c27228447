"""Telco's customers in PySpark: what pipelines/telco-churn-forest says, written with DataFrames and MLlib."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import yaml
from pyspark.ml import Pipeline, PipelineModel
from pyspark.ml.classification import RandomForestClassifier
from pyspark.ml.feature import Bucketizer, StringIndexer, VectorAssembler
from pyspark.ml.functions import vector_to_array
from pyspark.sql import Column, DataFrame, SparkSession, Window
from pyspark.sql import functions as F

from checkout import ROOT, root

NAME = "telco-churn-forest"
FOLDER = f"pipelines/{NAME}"
PIPELINE = yaml.safe_load((ROOT / FOLDER / "pipeline.yaml").read_text())
SCHEMA = PIPELINE["sources"]["raw"]["schema"]
SCORE_SCHEMA = SCHEMA.replace(", Churn STRING", "")
KEY, NUMERIC, CATEGORICAL = PIPELINE["key"], PIPELINE["numeric"], PIPELINE["categorical"]
FEATURES = NUMERIC + CATEGORICAL
SEED = PIPELINE["split"]["seed"]

# The file searches 27 forests over 5 folds. One combination, the defaults, is no search.
DEFAULTS = ("--set=tuning.space={numTrees: [20]}", "--set=tuning.folds=2")


def data(name: str) -> Path:
    """A file of the public data."""
    file = root("raw") / "telco_churn" / name
    if not file.exists():
        raise FileNotFoundError(f"There is no {file}: scripts/download-data.sh fetches the public data (1 MB)")
    return file


def customers(session: SparkSession, file: Path, schema: str = SCHEMA) -> DataFrame:
    """The rows of a CSV file with a header."""
    return session.read.csv(str(file), header=True, schema=schema, enforceSchema=False, mode="FAILFAST")


def preprocessed(customers: DataFrame) -> DataFrame:
    """The features, one row a customer."""

    def without(column: str, service: str) -> Column:
        """Where there is no such service, the column says No once more."""
        return F.when(F.col(column) == f"No {service} service", "No").otherwise(F.col(column))

    tenure = F.col("tenure")
    return customers.withColumns(
        {
            "total_charges": F.col("TotalCharges").try_cast("double"),
            "charge_per_month": F.try_divide(F.col("TotalCharges").try_cast("double"), tenure.cast("double")),
            "tenure_group": F.when(tenure <= 12, "0-12")
            .when(tenure <= 24, "13-24")
            .when(tenure <= 48, "25-48")
            .when(tenure <= 60, "49-60")
            .when(tenure > 60, "61+"),
            "multiple_lines": without("MultipleLines", "phone"),
            "online_security": without("OnlineSecurity", "internet"),
            "online_backup": without("OnlineBackup", "internet"),
            "device_protection": without("DeviceProtection", "internet"),
            "tech_support": without("TechSupport", "internet"),
            "streaming_tv": without("StreamingTV", "internet"),
            "streaming_movies": without("StreamingMovies", "internet"),
        }
    )


def labelled(rows: DataFrame) -> DataFrame:
    """Key, label (1 for those who left) and features."""
    label = (F.col("Churn") == "Yes").cast("double").alias("_label")
    return rows.select(KEY, label, *FEATURES)


def by_class(seed: int) -> tuple[Column, Column]:
    """A row's rank within its class by a hash of its key, and how many rows the class has."""
    signed = (seed + 2**63) % 2**64 - 2**63
    hashed = F.shiftrightunsigned(F.xxhash64(F.col(KEY), F.lit(signed).cast("bigint")), 2)
    of_class = Window.partitionBy("_label")
    rank = F.row_number().over(of_class.orderBy(hashed)) - 1
    return rank, F.count("*").over(of_class)


def split(rows: DataFrame) -> DataFrame:
    """The rows with `_split`: a fifth of each class tests."""
    rank, size = by_class(SEED)
    tests = rank < F.round(PIPELINE["split"]["test"] * size)
    return rows.withColumn("_split", F.when(tests, "test").otherwise("train"))


def folded(rows: DataFrame, folds: int) -> DataFrame:
    """The rows with `_fold`, from 0: of each class as many in every fold."""
    rank, size = by_class(SEED ^ 0x9E3779B97F4A7C15)
    fold = sum(F.when(rank >= F.floor(i * size / folds), 1).otherwise(0) for i in range(1, folds))
    return rows.withColumn("_fold", fold)


def number(name: str) -> Column:
    """A column's numbers; NaN, as pandas writes it, is missing."""
    return F.nullif(F.col(name).cast("double"), F.lit(float("nan"))).alias(name)


class Forest:
    """A random forest with the stages before it.

    Rows are sorted first: MLlib draws the rows of a tree by their places, so that another order makes
    another forest.
    """

    def __init__(self, rows: DataFrame, **parameters) -> None:
        ordered = rows.select(*map(number, NUMERIC), *CATEGORICAL, "_label").repartition(1)
        ordered = ordered.sortWithinPartitions(*ordered.columns).cache()
        medians = [F.percentile(name, F.lit(0.5)).alias(name) for name in NUMERIC]
        self.medians = ordered.agg(*medians).first().asDict()
        gaps = ordered.agg(*[F.count_if(F.col(name).isNull()).alias(name) for name in NUMERIC]).first()
        self.missing = [name for name in NUMERIC if gaps[name] > 0]
        self.slots = [
            slot for name in NUMERIC for slot in ([name, name] if name in self.missing else [name])
        ] + CATEGORICAL
        self.model: PipelineModel = Pipeline(stages=self._stages(parameters)).fit(self._filled(ordered))
        ordered.unpersist()

    def _stages(self, parameters: dict) -> list:
        marks = Bucketizer(
            splitsArray=[[float("-inf"), 0.5, float("inf")]] * len(self.missing),
            inputCols=[f"gap_{name}" for name in self.missing],
            outputCols=[f"missing_{name}" for name in self.missing],
        )
        places = StringIndexer(
            inputCols=CATEGORICAL, outputCols=[f"place_{name}" for name in CATEGORICAL], handleInvalid="keep"
        )
        inputs: list[str] = []
        for name in NUMERIC:
            inputs += [name, f"missing_{name}"] if name in self.missing else [name]
        inputs += [f"place_{name}" for name in CATEGORICAL]
        return [
            marks,
            places,
            VectorAssembler(inputCols=inputs, outputCol="features"),
            RandomForestClassifier(labelCol="_label", seed=SEED, **parameters),
        ]

    def _filled(self, rows: DataFrame) -> DataFrame:
        """A missing number becomes the median, and a mark beside it says so."""
        gaps = {f"gap_{name}": number(name).isNull().cast("double") for name in self.missing}
        numbers = {name: F.coalesce(number(name), F.lit(self.medians[name])) for name in NUMERIC}
        return rows.withColumns(gaps).withColumns(numbers)

    def scored(self, rows: DataFrame) -> DataFrame:
        """The rows with `score`, the probability that the customer leaves."""
        probability = vector_to_array("probability")[1]
        return self.model.transform(self._filled(rows)).withColumn("score", probability)

    def importances(self) -> dict[str, float]:
        """By feature, the share of the impurity's decrease; the greatest first."""
        shares = dict.fromkeys(FEATURES, 0.0)
        for slot, share in zip(self.slots, self.model.stages[-1].featureImportances.toArray(), strict=True):
            shares[slot] += float(share)
        return dict(sorted(shares.items(), key=lambda item: -item[1]))


def scores(rows: DataFrame, column: str, *others: str) -> pd.DataFrame:
    """Scores by key as a pandas table."""
    return rows.select(KEY, column, *others).toPandas().set_index(KEY).sort_index()


def differing(one: DataFrame, other: DataFrame, columns: Iterable[str]) -> int:
    """How many rows one of the tables has and the other has not."""
    names = list(columns)
    left, right = one.select(names), other.select(names)
    return left.exceptAll(right).count() + right.exceptAll(left).count()
