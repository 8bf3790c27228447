#!/usr/bin/env bash
# Has the real Python packages (mlflow, catboost, pyspark) load what training publishes and compares
# their scores with the platform's, to 1e-6; and has MLflow's client read the service's registry.
#
#   scripts/mlflow-test.sh            makes an environment in target/mlflow, about 2 GB
#   PROPENSITY_PYTHON=/path/to/python scripts/mlflow-test.sh   uses one that has the packages
#
# Where there is no Python 3.11, or the packages are not to be had, it says so and ends with 69.
set -euo pipefail

if [[ ${1:-} == -h || ${1:-} == --help ]]; then
  sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
  exit 0
elif (($# > 0)); then
  echo "mlflow-test.sh takes no arguments; see scripts/mlflow-test.sh --help" >&2
  exit 64
fi

cd "$(dirname "${BASH_SOURCE[0]}")/.."
if [[ -z ${PROPENSITY_PYTHON:-} ]]; then
  environment=$PWD/target/mlflow
  scripts/python-environment scripts/mlflow-test.sh "$environment" scripts/requirements/mlflow-test.txt
  export PROPENSITY_PYTHON=$environment/bin/python
fi
exec mvn -B -q -pl training-job,config-api -am test -Dtest='MlflowLoadabilityTest,MlflowClientTest' -Dsurefire.failIfNoSpecifiedTests=false -Djacoco.skip
