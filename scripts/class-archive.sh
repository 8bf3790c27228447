#!/usr/bin/env bash
# Makes an archive of the classes that a program loads at its start, with which it starts in half the
# time; the build runs it after each change of one of them:
#
#   scripts/class-archive.sh config-api   unpacks the service, starts it once on an embedded PostgreSQL
#                                         of its own, which it removes again
#   scripts/class-archive.sh spark        trains a small model once with the Spark home of the build
#
# Where that does not work, the program starts without the archive, and this says why.
#
#   config-api/target/app/config-api.jar        the service, its libraries beside it in lib/
#   config-api/target/app/config-api.classlist  the classes of its start
#   config-api/target/app/config-api.jsa        its archive, for this JVM and these files
#   spark-home/target/spark/classes.jsa         Spark's, for this JVM, this path and these jars
set -euo pipefail

name=${1:-}
if [[ $name == -h || $name == --help || ($name != config-api && $name != spark) || $# != 1 ]]; then
  sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
  [[ $name == -h || $name == --help ]] && exit 0 || exit 64
fi

cd "$(dirname "${BASH_SOURCE[0]}")/.."
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
made_by="$("$java" -version 2>&1 | tail -n 1) $(cksum <scripts/class-archive.sh)"

# What has to be built before.
needs() {
  local file
  for file in "$@"; do
    if [[ ! -e $file ]]; then
      echo "class-archive.sh: $file is not built; run: mvn package -DskipTests" >&2
      exit 66
    fi
  done
}

# In a directory beside the build, where another user of the machine has no business; the caller removes it.
begin() {
  work=$(mktemp -d "$PWD/$1/target/archive-XXXXXX")
  trap 'rm -rf "$work"' EXIT
}

# Runs the program once to see what it loads. Only what is named here of the environment: no setting of
# the caller's, and no database, must be used.
watch() {
  local keep=() variable
  for variable in JAVA_HOME PATH HOME USER TMPDIR LANG LC_ALL LC_CTYPE; do
    [[ -v $variable ]] && keep+=("$variable=${!variable}")
  done
  env -i "${keep[@]}" "$@" >"$work/log" 2>&1 || without
}

# The path is part of the archive: who starts the program names its class path by the same words.
dump() {
  local archive=$1 path=$2 jars=$3
  read_wrongly "$jars" | grep -vF -f - "$work/loaded" >"$work/classlist" # lambdas that are made of them too
  "$java" -Xshare:dump -XX:SharedClassListFile="$work/classlist" -XX:SharedArchiveFile="$archive" -cp "$path" >"$work/log" 2>&1 ||
    without
}

# Names of classes that must not be archived. Once an agent or the flight recorder looks at classes, the JVM reads those of
# its archive again from where they came, and crashes where they are not: of what a jar has for several versions of Java it
# finds the first alone, of what it made itself (species of method handles) nothing.
read_wrongly() {
  echo 'java/lang/invoke/BoundMethodHandle$Species_'
  echo '[SPECIES_RESOLVE]'
  { find "$1" -name '*.jar' -exec grep -haoE 'META-INF/versions/[0-9]+/[A-Za-z0-9_$/-]+\.class' {} + || true; } | # 1: none
    sed -E 's#META-INF/versions/[0-9]+/##; s#\.class$##' | sort -u
}

without() {
  echo "$name will start without an archive of its classes: $(tail -n 1 "$work/log")" >&2
  exit 0
}

config_api() {
  local whole=config-api/target/config-api.jar app=config-api/target/app made_of
  needs "$whole"
  made_of="$(cksum <"$whole") $made_by" # the build gives every jar the same time
  if [[ -f $app/config-api.jsa && $made_of == "$(cat "$app/made-of" 2>/dev/null)" ]]; then
    return
  fi
  rm -rf "$app"
  "$java" -Djarmode=tools -jar "$whole" extract --destination "$app" >/dev/null
  begin config-api
  watch PORT=0 PROPENSITY_DATA_DIRECTORY="$work/data" \
    "$java" -XX:TieredStopAtLevel=1 -XX:DumpLoadedClassList="$work/loaded" \
    -Dspring.context.exit=onRefresh -Dspring.profiles.active=embedded -jar "$app/config-api.jar"
  dump "$app/config-api.jsa" "$app/config-api.jar" "$app/lib"
  cp "$work/classlist" "$app/config-api.classlist"
  printf '%s\n' "$made_of" >"$app/made-of"
}

spark() {
  local home=$PWD/spark-home/target/spark made_of path
  needs "$home/jars" "$home/bin/spark-class" training-job/target/training-job.jar
  made_of="$(ls -l "$home/jars" | cksum) $made_by"
  if [[ -f $home/classes.jsa && $made_of == "$(cat "$home/made-of" 2>/dev/null)" ]]; then
    return
  fi
  rm -f "$home/classes.jsa"
  begin spark-home
  sed -E "s#^(  (warehouse|models|reports|output): ).*#\1$work/\2#" conf/local.yaml >"$work/env.yaml"
  if (($(grep -c ": $work/" "$work/env.yaml") != 4)); then
    echo "class-archive.sh: the roots of conf/local.yaml are not where they are looked for" >&2
    exit 70 # the model that is trained here must not be published there
  fi
  watch SPARK_ARGS="--driver-java-options -XX:DumpLoadedClassList=$work/loaded" SPARK_LOCAL_IP=127.0.0.1 \
    scripts/train.sh pipelines/campaign-response --env "$work/env.yaml" \
    --set sources.raw.options.rows=2000 --set algorithm.params.iterations=2
  # The class path of a driver is the launcher's to say.
  path=$(SPARK_HOME=$home SPARK_SCALA_VERSION=2.13 "$java" -cp "$home/jars/*" org.apache.spark.launcher.Main \
    org.apache.spark.deploy.SparkSubmit x | tr '\0' '\n' | sed -n '/^-cp$/{n;p;}')
  dump "$home/classes.jsa" "$path" "$home/jars"
  printf '%s\n' "$made_of" >"$home/made-of"
}

"${name//-/_}"
