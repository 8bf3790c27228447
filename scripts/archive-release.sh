#!/usr/bin/env bash
# Keeps what a release leaves behind in system-tests/src/test/resources/releases/VERSION, by which later releases
# test that they read it (UpgradeIT): a dump of the database, what the service answered, two models with their
# users, reports and predictions.
#
#   scripts/archive-release.sh VERSION
#
# Runs the code of this checkout for some minutes; commit what it made, then scripts/release.sh. Ends with 65 where the release has an
# archive already: git rm -rq that first. Wants a PostgreSQL with its programs (initdb, pg_ctl, pg_dump), on the path or in /usr/lib/postgresql.
#
#   MAVEN_ARGS  options for Maven, such as -o
set -euo pipefail

if [[ ${1:-} == -h || ${1:-} == --help ]]; then
  sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
  exit 0
elif [[ $# -ne 1 || ! $1 =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]]; then
  echo "Which release? scripts/archive-release.sh 0.2.0" >&2
  exit 64
fi

cd "$(dirname "${BASH_SOURCE[0]}")/.."
archive=system-tests/src/test/resources/releases/$1
if [[ -e $archive ]]; then
  echo "$archive is there: a release is archived once; to make it anew: git rm -rq $archive" >&2
  exit 65
fi
# shellcheck disable=SC2086 # MAVEN_ARGS is a list of words
if ! mvn ${MAVEN_ARGS:-} -B -Pheavy verify -pl system-tests -am -Djacoco.skip -Dgroups=heavy \
  -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false \
  -Dit.test=ReleaseArchiver -Dfailsafe.failIfNoSpecifiedTests=false -Dpropensity.release="$1"; then
  rm -rf "$archive"
  exit 70
fi
[[ -f $archive/database.sql ]] || {
  echo "No archive was made: ReleaseArchiver did not run" >&2
  exit 70
}
du -sh "$archive"
