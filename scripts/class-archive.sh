#!/usr/bin/env bash
# Unpacks config-api and makes its archive of classes, with which it starts in half the time; the
# build runs it after each change of the service:
#
#   scripts/class-archive.sh
#
# It starts the service once, on an embedded PostgreSQL of its own that it removes again. Where that
# does not work, the service starts without the archive, and this says why.
#
#   config-api/target/app/config-api.jar        the service, its libraries beside it in lib/
#   config-api/target/app/config-api.classlist  the classes of its start
#   config-api/target/app/config-api.jsa        the archive, for this JVM and these files
set -euo pipefail

if [[ ${1:-} == -h || ${1:-} == --help ]]; then
  sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
  exit 0
fi

cd "$(dirname "${BASH_SOURCE[0]}")/.."
whole=config-api/target/config-api.jar
app=config-api/target/app
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
if [[ ! -f $whole ]]; then
  echo "class-archive.sh: $whole is not built; run: mvn package -DskipTests" >&2
  exit 66
fi
made_of="$(cksum <"$whole") $("$java" -version 2>&1 | tail -n 1)" # the build gives every jar the same time
if [[ -f $app/config-api.jsa && $made_of == "$(cat "$app/made-of" 2>/dev/null)" ]]; then
  exit 0
fi

rm -rf "$app"
"$java" -Djarmode=tools -jar "$whole" extract --destination "$app" >/dev/null

# Beside the build, where another user of the machine has no business.
work=$(mktemp -d "$PWD/config-api/target/archive-XXXXXX")
trap 'rm -rf "$work"' EXIT

# Only what is named here of the environment: no setting of the caller's, and no database, must be used.
keep=()
for name in PATH HOME USER TMPDIR LANG LC_ALL LC_CTYPE; do
  [[ -v $name ]] && keep+=("$name=${!name}")
done
if ! env -i "${keep[@]}" PORT=0 PROPENSITY_DATA_DIRECTORY="$work/data" \
  "$java" -XX:TieredStopAtLevel=1 -XX:DumpLoadedClassList="$app/config-api.classlist" \
  -Dspring.context.exit=onRefresh -Dspring.profiles.active=embedded -jar "$app/config-api.jar" >"$work/log" 2>&1; then
  echo "config-api will start without an archive of its classes: $(tail -n 1 "$work/log")" >&2
  rm -f "$app/config-api.classlist"
  exit 0
fi
# The path is part of the archive: scripts/config-api.sh names the jar by the same words.
"$java" -Xshare:dump -XX:SharedClassListFile="$app/config-api.classlist" \
  -XX:SharedArchiveFile="$app/config-api.jsa" -cp "$app/config-api.jar" >"$work/log" 2>&1 ||
  echo "config-api will start without an archive of its classes: $(tail -n 1 "$work/log")" >&2
printf '%s\n' "$made_of" >"$app/made-of"
