#!/usr/bin/env bash
# Makes a release of the last commit, on this machine alone: nothing is pushed.
#
#   scripts/release.sh VERSION [--next VERSION] [--sign KEY] [--dry-run]
#
# Sets the version, dates its section of CHANGELOG.md, commits that and tags it vVERSION; builds; and begins the next version (VERSION
# with its second number one higher, unless --next says otherwise) with a commit. The commits come into the branch when all of
# it is done, and not before; where it fails the tag is removed again. target/release/VERSION then holds
#
#   config-api.jar, predict-job.jar, training-job.jar   and what each is made of, NAME.cdx.json
#   propensity-VERSION.tar.gz                            the sources
#   image-jobs.tar, image-config-api.tar                 the images, where scripts/images.sh is there and finds an engine
#   SHA256SUMS, and with --sign SHA256SUMS.asc           by which all of it can be checked
#
# --sign names a key of GnuPG, for the tag and the sums; without it neither is signed. What scripts/images.sh reads (PLATFORM, JRE_IMAGE
# and the like) holds for the images; its last lines say where they were left out. --dry-run checks, shows what would change, and
# changes nothing.
#
# No test is run: .ci/run comes first, and scripts/archive-release.sh VERSION.
#
#   MAVEN_ARGS  options for Maven; none of them -o, with which it makes no bills of materials
set -euo pipefail

script=${BASH_SOURCE[0]}
stop() {
  echo "release.sh: $2" >&2
  exit "$1"
}

version="" next="" key="" dry_run=""
number='^[0-9]+\.[0-9]+\.[0-9]+$'
while (($# > 0)); do
  case $1 in
    -h | --help)
      sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$script"
      exit 0
      ;;
    --dry-run) dry_run=yes ;;
    --next | --sign)
      [[ -n ${2:-} ]] || stop 64 "$1 wants a word after it; see --help"
      if [[ $1 == --next ]]; then next=$2; else key=$2; fi
      shift
      ;;
    -*) stop 64 "$1 is not an option; see --help" ;;
    *)
      [[ -z $version ]] || stop 64 "$1 is one word too many; see --help"
      version=$1
      ;;
  esac
  shift
done
[[ $version =~ $number ]] || stop 64 "which version? scripts/release.sh 0.2.0"
if [[ -z $next ]]; then
  IFS=. read -r major minor _ <<<"$version"
  next=$major.$((minor + 1)).0
fi
[[ $next =~ $number && $next != "$version" ]] || stop 64 "--next '$next' is no version after $version"

cd "$(dirname "$script")/.."
checkout=$PWD target=target/release/$version
[[ -z $(git status --porcelain) ]] || stop 65 "there are changes that are not committed: commit them, or put them away"
git symbolic-ref -q HEAD >/dev/null || stop 65 "no branch is checked out: switch to the one that is released"
! git rev-parse -q --verify "refs/tags/v$version" >/dev/null || stop 65 "there is a tag v$version already"
[[ ! -e $target ]] || stop 65 "$target is there already: remove it, or choose another version"
old=$(sed -n 's|^  <version>\(.*\)-SNAPSHOT</version>$|\1|p' pom.xml)
[[ $old =~ $number ]] || stop 65 "pom.xml has no version X.Y.Z-SNAPSHOT of its own"
grep -qx "## $old (unreleased)" CHANGELOG.md || stop 65 "CHANGELOG.md has no section '## $old (unreleased)'"
awk -v head="## $old (unreleased)" '/^## /{ours = $0 == head} ours && /^- /{said = 1} END{exit !said}' CHANGELOG.md ||
  stop 65 "the section '## $old (unreleased)' of CHANGELOG.md says nothing"
archive=system-tests/src/test/resources/releases/$version
[[ -f $archive/database.sql ]] || stop 66 "there is no $archive: run scripts/archive-release.sh $version, and commit it"
newest=$(find config-api/src/main/resources/db/migration -name 'V*.sql' -printf '%f\n' | sort -V | tail -n 1)
grep -qF "'$newest'" "$archive/database.sql" ||
  stop 65 "$archive is of older code, without $newest: remove it, run scripts/archive-release.sh $version, and commit it"
if [[ -n $key ]]; then
  gpg --list-secret-keys "$key" >/dev/null 2>&1 || stop 66 "GnuPG has no secret key '$key'"
fi

# set_version FROM TO: in the poms with -SNAPSHOT where it is given; images and the DAGs bear the release's alone
set_version() {
  local from=${1//./\\.} to=$2
  sed -i "s|<version>$from</version>|<version>$to</version>|" pom.xml ./*/pom.xml
  from=${from%-SNAPSHOT} to=${to%-SNAPSHOT}
  if [[ ${1%-SNAPSHOT} == "$to" ]]; then return; fi
  git grep -lE "propensity/(jobs|config-api):$from|newTag: $from" -- k8s docs docker docker-compose.yml config-api/Dockerfile system-tests/src/test/java ':!*ReleaseScriptsTest.java' |
    xargs -r sed -i -E "s#(propensity/(jobs|config-api):|newTag: )$from#\1$to#"
  sed -i "s|^version = \"$from\"|version = \"$to\"|" airflow/pyproject.toml
}

work=$checkout/target/release/.$version
rm -rf "$work"
git worktree prune
mkdir -p "$(dirname "$work")"
git worktree add -q --detach "$work"
tagged=""
clean_up() {
  cd "$checkout"
  if [[ -n $tagged ]]; then
    git tag -d "v$version" >/dev/null
    rm -rf "$target"
  fi
  git worktree remove --force "$work"
}
trap clean_up EXIT
cd "$work"

today=$(date -u +%F)
set_version "$old-SNAPSHOT" "$version"
sed -i "s|\(<project.build.outputTimestamp>\)[^<]*|\1${today}T00:00:00Z|" pom.xml
sed -i "s|^## $old (unreleased)\$|## $version ($today)|" CHANGELOG.md
git --no-pager diff --stat
if [[ -n $dry_run ]]; then
  git --no-pager diff --unified=0 pom.xml CHANGELOG.md
  echo "Nothing was changed: --dry-run. The next version would be $next; ${key:-nobody} would sign"
  exit 0
fi

git commit -qam "Release $version"
if [[ -n $key ]]; then
  git tag -s -u "$key" -m "Release $version" "v$version"
else
  git tag -a -m "Release $version" "v$version"
fi
tagged=yes
"$checkout/scripts/release-jars.sh" "$work" "$checkout/$target"
git archive --format=tar --prefix="propensity-$version/" "v$version" | gzip -n >"$checkout/$target/propensity-$version.tar.gz"
images="left out, and not among the sums: there is no scripts/images.sh"
if [[ -x scripts/images.sh ]]; then
  code=0
  scripts/images.sh --save "$work/target/images" || code=$?
  case $code in
    0)
      mv "$work/target/images/jobs.tar" "$checkout/$target/image-jobs.tar"
      mv "$work/target/images/config-api.tar" "$checkout/$target/image-config-api.tar"
      images="image-jobs.tar and image-config-api.tar, among the sums"
      ;;
    69) images="left out, and not among the sums: scripts/images.sh found no engine" ;;
    *) stop "$code" "scripts/images.sh failed: see above" ;;
  esac
fi
(
  cd "$checkout/$target"
  sha256sum -- *.jar *.json *.tar* >SHA256SUMS
  if [[ -n $key ]]; then gpg --batch --yes --armor --local-user "$key" --detach-sign SHA256SUMS; fi
)

set_version "$version" "$next-SNAPSHOT"
sed -i "s|^## $version ($today)\$|## $next (unreleased)\n\n&|" CHANGELOG.md
git commit -qam "Begin $next"
begun=$(git rev-parse HEAD)
cd "$checkout"
git merge -q --ff-only "$begun"
tagged=""
cat <<TOLD
Release $version is the tag v$version; the branch has begun $next. Nothing was pushed:
  git push origin $(git symbolic-ref --short HEAD) v$version
jars       $target ($(wc -l <"$target/SHA256SUMS") files in SHA256SUMS)
signature  ${key:-none: no key was named by --sign}
images     $images
TOLD
