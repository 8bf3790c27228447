"""What somebody writes by hand to score users every night: PySpark, and CatBoost's Python package.

predict.py USERS MODEL OUTPUT: Parquet files, a model.cbm of pipelines/campaign-response, an empty place.
"""

import os
import sys
import time

# This Python's own Spark and no other, whatever started it.
for name in [name for name in os.environ if name.startswith("SPARK_") and name != "SPARK_LOCAL_IP"]:
    del os.environ[name]
os.environ["PYSPARK_PYTHON"] = sys.executable

import pandas as pd
from catboost import CatBoostClassifier
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

users, model_file, output = sys.argv[1:]
spark = (
    SparkSession.builder.master("local[*]")
    .config("spark.ui.enabled", "false")
    .config("spark.driver.memory", "2g")
    .getOrCreate()
)

model = CatBoostClassifier()
model.load_model(model_file)
features = model.feature_names_
content = spark.sparkContext.broadcast(open(model_file, "rb").read())


def score(batches):
    scorer = CatBoostClassifier()
    scorer.load_model(blob=content.value)
    for batch in batches:
        batch["country"] = batch["country"].fillna("\\N")
        scores = scorer.predict_proba(batch[features])[:, 1]
        yield pd.DataFrame({"user_id": batch["user_id"], "prediction_score": scores})


rows = (
    spark.read.parquet(users)
    .withColumn("spend_per_order", F.expr("try_divide(monetary, frequency)"))
    .withColumn("lapsed", F.expr("days_since_last_purchase > 90"))
)
for name in features:
    if name != "country":
        rows = rows.withColumn(name, F.col(name).cast("float"))

begin = time.time()
(
    rows.select("user_id", *features)
    .mapInPandas(score, "user_id long, prediction_score double")
    .withColumn("campaign_id", F.lit(1))
    .withColumn("model_version", F.lit(1))
    .withColumn("run_id", F.lit("by-hand"))
    .withColumn("scored_at", F.current_timestamp())
    .write.mode("overwrite")
    .parquet(output)
)
print(f"stage {time.time() - begin:.3f}")
spark.stop()
