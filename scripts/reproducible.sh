#!/usr/bin/env bash
# Builds the jars of a release twice, in two directories, time zones and languages, and compares their bytes:
#
#   scripts/reproducible.sh [COMMIT]     the last commit by default
#
# Ends with 0 when each jar and each bill of materials is the same, and with 1 when one is not; then it names the entries that
# differ, for which it wants a python3. Takes as long as two builds.
#
#   MAVEN_ARGS  options for Maven; none of them -o, with which it makes no bills of materials
set -euo pipefail

if [[ ${1:-} == -h || ${1:-} == --help ]]; then
  sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
  exit 0
elif [[ $# -gt 1 || ${1:-} == -* ]]; then
  echo "reproducible.sh takes one argument, a commit; see scripts/reproducible.sh --help" >&2
  exit 64
fi

cd "$(dirname "${BASH_SOURCE[0]}")/.."
commit=$(git rev-parse --verify --quiet "${1:-HEAD}^{commit}") || {
  echo "There is no commit $1" >&2
  exit 66
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# build DIRECTORY VARIABLE=VALUE...
build() {
  local directory=$work/$1
  shift
  mkdir -p "$directory/checkout"
  git archive "$commit" | tar -x -C "$directory/checkout"
  # -Dexec.skip: no archive of the service's classes, which is no part of the jars
  env "$@" MAVEN_ARGS="${MAVEN_ARGS:-} -Dexec.skip" scripts/release-jars.sh "$directory/checkout" "$directory/jars"
}

# differing JAR: the names and sums of its entries, those that one jar has and the other has not
differing() {
  python3 - "$@" <<'PYTHON'
import hashlib
import sys
import zipfile


def entries(path):
    with zipfile.ZipFile(path) as jar:
        return [(e.filename, e.date_time, e.extra, e.external_attr, hashlib.sha256(jar.read(e)).hexdigest()) for e in jar.infolist()]


one, two = entries(sys.argv[1]), entries(sys.argv[2])
names = sorted({entry[0] for entry in set(one) ^ set(two)})
print("  " + ("\n  ".join(names) or "the same entries in another order, or packed otherwise"))
PYTHON
}

build first TZ=UTC LC_ALL=C.UTF-8
# What is lowered without a locale is something else in Turkish.
build second-and-longer TZ=Asia/Tokyo LC_ALL=C \
  MAVEN_OPTS="${MAVEN_OPTS:-} -Duser.language=tr -Duser.country=TR"
code=0
while read -r sum file; do
  other=$work/second-and-longer/jars/$file
  if [[ $sum == "$(sha256sum <"$other" | cut -d' ' -f1)" ]]; then
    echo "same    $sum  $file"
    continue
  fi
  code=1
  echo "differs $file"
  case $file in
    *.jar) differing "$work/first/jars/$file" "$other" | head -n 20 || true ;;
    *) diff "$work/first/jars/$file" "$other" | head -n 20 || true ;;
  esac
done <"$work/first/jars/SHA256SUMS"
exit "$code"
