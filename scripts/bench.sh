#!/usr/bin/env bash
# Measures against limits, peers of the same run and published figures: scripts/bench.sh NAME
#
#   api       the service over HTTP: a campaign's read against a bare handler in the same container and against
#             FastAPI with SQLAlchemy (PROPENSITY_PYTHON names a Python with fastapi, uvicorn, sqlalchemy and
#             psycopg), latency at 70 % of its peak, lists of 100,000 campaigns and a million runs against lists
#             of 2,000, and how long it takes to start (ROUNDS, 3, and SECONDS, 10, make it smaller)
#   preview   how long the service takes to say whom a filter means in a table of 10 million users
#             (ROWS and ROUNDS, 7, make it smaller)
#   quality   how good the models of public data sets are, against published figures and against Python's
#             CatBoost and scikit-learn on the same rows, parts and parameters (PROPENSITY_RAW names the
#             directory of the sets, PROPENSITY_PYTHON a Python with catboost, scikit-learn, pandas and
#             pyarrow; TREES and SEEDS, 10, make it smaller); takes an hour and a half
#   jobs      the whole prediction job of 5 million sample users against one that is written by hand with
#             PySpark, whose scores have to be the same; of 1,000 against a bare Spark application; its memory;
#             and every score explained against CatBoost's own SHAP values (PROPENSITY_PYTHON names a Python
#             with pyspark, pandas, pyarrow and catboost; USERS and ROUNDS, 3, make it smaller)
#   cluster   the scoring stage on a standalone cluster of two single-core workers against two cores of
#             one process (USERS, 5 million by default, and ROUNDS, 3, make it smaller)
#   micro     what a row costs beside CatBoost's native call, by JMH on one core (TREES, 200)
#   scoring   the scoring stage against a scan, CatBoost's native call and a write of as many rows
#             (ROWS, 10 million by default, TREES, 200,1000 by default, and ROUNDS, 5, make it smaller)
#   training  what the trainer costs around CatBoost's native call, on a million rows of 20 features, and
#             what Python's CatBoost takes for the same rows (PROPENSITY_PYTHON as for quality);
#             what ingest and session features of 10 million events cost against plain Spark SQL
#             (ROWS, TREES, 200 by default, EVENTS and ROUNDS, 3, make it smaller)
#   tables    what Iceberg costs against plain Parquet: the start of a job, reading 10 million rows
#
# Prints each figure with its goal beside it, and ends with 1 where one falls short. Build before, by
# 'mvn package -DskipTests'; let nothing else run meanwhile. docs/benchmarks.md has what was measured.
#
#   DRIVER_MEMORY   of the process that measures, 2g by default
#   SPARK_LOCAL_IP  where Spark listens, 127.0.0.1 by default
set -euo pipefail

if [[ $# -ne 1 || $1 == -h || $1 == --help ]]; then
  sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
  [[ ${1:-} == -h || ${1:-} == --help ]] && exit 0 || exit 64
fi

cd "$(dirname "${BASH_SOURCE[0]}")/.."
for jar in benchmarks/target/benchmarks.jar training-job/target/training-job.jar predict-job/target/predict-job.jar; do
  if [[ ! -f $jar ]]; then
    echo "There is no $jar: run 'mvn package -DskipTests' first" >&2
    exit 66
  fi
done
export SPARK_LOCAL_IP="${SPARK_LOCAL_IP:-127.0.0.1}"
exec scripts/spark-submit --driver-memory "${DRIVER_MEMORY:-2g}" \
  --jars training-job/target/training-job.jar \
  --class io.propensity.bench.Bench benchmarks/target/benchmarks.jar "$1"
