#!/usr/bin/env bash
# Puts what the jobs need into the bucket, under releases/PROPENSITY_RELEASE: both jars, Iceberg, the
# driver of PostgreSQL, conf/gcp.yaml and the pipelines. The build comes first: mvn package -DskipTests
#
#   scripts/gcp/package.sh [--dry-run]
#
#   PROPENSITY_PROJECT, PROPENSITY_REGION, PROPENSITY_BUCKET
#   PROPENSITY_RELEASE   its name, such as 0.1.0 or a commit
#
# A release never changes: SHA256SUMS, written last, says what is in it. The same files again are done at
# once; other files under the name of a release that is there end with 65.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

plain_arguments "$@"
release_settings
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

staged=$(mktemp -d)
trap 'rm -rf "$staged"' EXIT
mkdir -p "$staged/files/lib" "$staged/files/conf"

# take PATTERN TARGET: the one file that the build left
take() {
  local found
  found=$(compgen -G "$1") || stop 66 "there is no $1: run mvn package -DskipTests"
  [[ $found != *$'\n'* ]] || stop 65 "several files are $1: run mvn clean package -DskipTests"
  cp "$found" "$staged/files/$2"
}
take predict-job/target/predict-job.jar predict-job.jar
take training-job/target/training-job.jar training-job.jar
take 'spark-home/target/spark/jars/iceberg-spark-runtime-*.jar' lib/iceberg-spark-runtime.jar
take 'spark-home/target/spark/jars/postgresql-*.jar' lib/postgresql.jar
take conf/gcp.yaml conf/gcp.yaml
cp -R pipelines "$staged/files/pipelines"
(cd "$staged/files" && find . -type f | LC_ALL=C sort | xargs -d '\n' sha256sum) >"$staged/SHA256SUMS"

code=0
known=$(ask storage cat "$release/SHA256SUMS") || code=$?
case $code in
  0)
    [[ $known == "$(<"$staged/SHA256SUMS")" ]] ||
      stop 65 "$release is there with other files: choose another PROPENSITY_RELEASE"
    echo "$release is there already"
    exit 0
    ;;
  66) ;;
  *) stop "$code" "$release cannot be read: see above" ;;
esac
change storage rsync "$staged/files" "$release" --recursive
change storage cp "$staged/SHA256SUMS" "$release/SHA256SUMS" --if-generation-match=0
if [[ -z $dry_run ]]; then echo "$release: $(wc -l <"$staged/SHA256SUMS") files"; fi
