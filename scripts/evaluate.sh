#!/usr/bin/env bash
# Measures a published version on new labelled rows, and a second one beside it:
# scripts/evaluate.sh --model NAME/VERSION --data TABLE [--challenger NAME/VERSION]
#
# TABLE is a directory of Parquet files with the label and what the model reads. --help lists the
# job's options below this once it is built. Relative paths are taken from the checkout.
#
#   SPARK_HOME      a Spark 4.0 of yours; else the one that the build lays out
#   SPARK_ARGS      options for spark-submit itself, such as --master or --conf
#   DRIVER_MEMORY   of the driver, 2g by default
#   SPARK_LOCAL_IP  where Spark listens; 127.0.0.1 where neither this nor the two first are set
set -euo pipefail

help=""
if [[ ${1:-} == -h || ${1:-} == --help ]]; then
  sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
  echo
  help=yes
fi

cd "$(dirname "${BASH_SOURCE[0]}")/.."
jar=training-job/target/training-job.jar
if [[ ! -f $jar ]]; then
  [[ -z $help ]] || exit 0
  echo "There is no $jar: run 'mvn package -DskipTests' first" >&2
  exit 66
fi
if [[ -z ${SPARK_ARGS:-}${SPARK_HOME:-} ]]; then
  export SPARK_LOCAL_IP="${SPARK_LOCAL_IP:-127.0.0.1}" # else Spark's UI is open to the network
fi
# shellcheck disable=SC2086  # SPARK_ARGS holds several words
exec scripts/spark-submit --driver-memory "${DRIVER_MEMORY:-2g}" ${SPARK_ARGS:-} \
  --class io.propensity.modelevaluation.EvaluationJob "$jar" "$@"
