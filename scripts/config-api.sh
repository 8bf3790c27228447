#!/usr/bin/env bash
# Runs config-api in the foreground until Ctrl-C or SIGTERM.
#
#   scripts/config-api.sh [--propensity.require-if-match=true and other Spring settings]
#
# Without SPRING_DATASOURCE_URL it brings its own PostgreSQL, kept in .data/ of this checkout; with it
# (and SPRING_DATASOURCE_USERNAME, SPRING_DATASOURCE_PASSWORD) it uses yours. The address may also be
# an argument, --spring.datasource.url=...; what is secret had better not be one.
#
#   PROPENSITY_ENVIRONMENT    the jobs' environment file, for roots and launcher; with the embedded
#                             database conf/local.yaml by default
#   PORT                      where it listens, 8080 by default
#   PROPENSITY_DATA_DIRECTORY where the embedded database lies, .data by default
#   PROPENSITY_ADMIN_TOKEN    the first admin's token, at least 32 characters; wanted with a database of
#                             yours, and with SERVER_ADDRESS (docs/security.md)
#   PROPENSITY_NOTIFICATION_KEY  under which secrets of webhooks are kept, at least 32 characters; webhooks
#                             are refused without one, but for the embedded profile, which makes one
#   SERVER_ADDRESS            the embedded profile listens on 127.0.0.1 alone unless this says otherwise
#   PROPENSITY_LOG_FORMAT     text, or json
#   JAVA_OPTS                 for the JVM
set -euo pipefail

if [[ ${1:-} == -h || ${1:-} == --help ]]; then
  sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
  exit 0
fi

cd "$(dirname "${BASH_SOURCE[0]}")/.."
jar=config-api/target/app/config-api.jar
if [[ ! -f $jar ]]; then
  echo "config-api.sh: $jar is not built; run: mvn package -DskipTests" >&2
  exit 66
fi

if [[ -z ${SPRING_DATASOURCE_URL:-} && "$* ${JAVA_OPTS:-}" != *spring.datasource.url=* ]]; then
  export SPRING_PROFILES_ACTIVE="${SPRING_PROFILES_ACTIVE:-embedded}"
fi
# Made by the build, for this JVM; another one does without it.
# shellcheck disable=SC2086 # JAVA_OPTS is a list of words.
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xshare:auto -XX:SharedArchiveFile="${jar%.jar}.jsa" ${JAVA_OPTS:-} -jar "$jar" "$@"
