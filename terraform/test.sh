#!/usr/bin/env bash
# Holds terraform/gcp against its format, Checkov's policies and the schema of the Google provider.
#
#   terraform/test.sh
#
# Checkov is installed into terraform/target/venv, once. What it needs and does not find here (terraform, a
# Python 3.11, npm) it names after "not run"; without Python or its packages it ends with 69. Neither validate nor apply is run.
set -euo pipefail

if [[ ${1:-} == -h || ${1:-} == --help ]]; then
  sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
  exit 0
elif (($# > 0)); then
  echo "terraform/test.sh takes no arguments; see terraform/test.sh --help" >&2
  exit 64
fi

cd "$(dirname "${BASH_SOURCE[0]}")"
target=$PWD/target venv=$PWD/target/venv
bindings=$target/cdktf-provider-google-16.12.1.tgz
mkdir -p "$target"

if command -v terraform >/dev/null; then
  echo "== terraform fmt"
  : >"$target/terraformrc"
  TF_CLI_CONFIG_FILE=$target/terraformrc terraform fmt -check -diff -recursive gcp
else
  echo "not run: terraform fmt, since there is no terraform here"
fi

../scripts/python-environment terraform/test.sh "$venv" tests/requirements.txt

if [[ -f $bindings ]]; then
  export BINDINGS=$bindings
elif command -v npm >/dev/null; then
  echo "== Fetching the bindings of the provider"
  if (cd "$target" && npm pack --silent @cdktf/provider-google@16.12.1 >/dev/null); then
    export BINDINGS=$bindings
  else
    echo "not run: the schema against the bindings of the provider, which npm cannot fetch"
  fi
else
  echo "not run: the schema against the bindings of the provider, since there is no npm here"
fi
echo "== pytest"
"$venv/bin/python" -m pytest -q -p no:cacheprovider -rs tests
echo "== Checkov"
"$venv/bin/checkov" --directory gcp --framework terraform --compact --quiet --skip-download
