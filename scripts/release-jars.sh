#!/usr/bin/env bash
# Builds the jars of a release from a checkout, for the scripts release.sh and reproducible.sh:
#
#   scripts/release-jars.sh CHECKOUT TARGET
#
# TARGET then holds config-api.jar, predict-job.jar, training-job.jar, what each is made of (NAME.cdx.json), and SHA256SUMS. No test is
# run. The service's archive of classes (.jsa) is none of it: it fits one JVM and the paths of one machine. The checkout is ready
# for scripts/images.sh then.
#
#   MAVEN_ARGS  options for Maven; none of them -o, with which it makes no bills of materials
set -euo pipefail

if [[ ${1:-} == -h || ${1:-} == --help ]]; then
  sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
  exit 0
elif [[ $# -ne 2 || $1 == -* ]]; then
  echo "Of which checkout, into which directory? scripts/release-jars.sh CHECKOUT TARGET" >&2
  exit 64
fi

if [[ " ${MAVEN_ARGS:-} " =~ \ (-o|--offline)\  ]]; then
  echo "MAVEN_ARGS has -o, with which Maven makes no bills of materials: CycloneDX's goal wants it online" >&2
  exit 64
fi
checkout=$1 target=$2
umask 022 # a jar keeps the modes of its files
(
  cd "$checkout"
  # shellcheck disable=SC2086 # MAVEN_ARGS is a list of words
  exec mvn ${MAVEN_ARGS:-} -B -q clean package -pl config-api,predict-job,training-job,spark-home -am -DskipTests -Djacoco.skip
)
mkdir -p "$target"
for module in config-api predict-job training-job; do
  cp "$checkout/$module/target/$module.jar" "$checkout/$module/target/$module.cdx.json" "$target/"
done
(cd "$target" && sha256sum -- *.jar *.json >SHA256SUMS)
