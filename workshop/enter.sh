# Sourced by ./dev: runs a command in the box, so that it sees the project, its neighbour shared/,
# /tmp and the network settings of this machine, and writes to nothing else.
# shellcheck shell=bash

# What of the machine's environment the box may see.
box_environment() {
  local name
  printf '%s\0' "HOME=$cache/home" PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    LANG=C.UTF-8 YKIEN_INSIDE=1 "YKIEN_CACHE=$cache"
  for name in $(compgen -e); do
    case ${name^^} in
      YKIEN_CACHE | YKIEN_INSIDE) ;;
      CI | TERM | COLORTERM | NO_COLOR | FORCE_COLOR | TZ | *_PROXY | \
        YKIEN_* | CTEST_* | CMAKE_* | NPM_CONFIG_* | SSL_CERT_* | *_CA_CERTS | *_CA_BUNDLE)
        printf '%s\0' "$name=${!name}"
        ;;
    esac
  done
}

# Files and folders of the machine that the box reads in place of its own: resolver, certificates,
# npm settings.
machine_settings() {
  local path
  for path in /etc/resolv.conf /etc/hosts /etc/ssl/certs /usr/share/ca-certificates \
    /usr/local/share/ca-certificates /etc/npmrc /usr/etc/npmrc; do
    [[ ! -e $path ]] || printf '%s\0%s\0' "$path" "$path"
  done
  [[ ! -e $HOME/.npmrc ]] || printf '%s\0%s\0' "$HOME/.npmrc" "$cache/home/.npmrc"
}

# enter BOX FOLDER COMMAND...: runs the command in the box, from that folder.
enter() {
  local box=$1 folder=$2 environment settings
  shift 2
  mkdir -p "$cache/home"
  mapfile -d '' environment < <(box_environment)
  mapfile -d '' settings < <(machine_settings)
  if [[ ${YKIEN_WAY:-} != chroot ]] && bwrap_works "$box"; then
    enter_bwrap "$box" "$folder" "$@"
  else
    enter_chroot "$box" "$folder" "$@"
  fi
}

# Some containers forbid bubblewrap; asked once per box and day.
bwrap_works() {
  local mark=$cache/bwrap-works
  command -v bwrap >/dev/null || return 1
  [[ -z $(find "$mark" -mtime -1 2>/dev/null) ]] || return 0
  bwrap --bind "$1" / --dev-bind /dev /dev --proc /proc --unshare-pid true 2>/dev/null &&
    touch "$mark"
}

enter_bwrap() {
  local box=$1 folder=$2 i binds
  shift 2
  for ((i = 0; i < ${#settings[@]}; i += 2)); do
    binds+=(--ro-bind "${settings[i]}" "${settings[i + 1]}")
  done
  [[ ! -d $project/../shared ]] ||
    binds+=(--ro-bind "$(cd "$project/../shared" && pwd)" "$(dirname "$project")/shared")
  exec bwrap --bind "$box" / --dev-bind /dev /dev --proc /proc --ro-bind /sys /sys \
    --bind /tmp /tmp --bind "$cache/home" "$cache/home" --bind "$project" "$project" "${binds[@]}" \
    --unshare-pid --die-with-parent --chdir "$folder" env -i "${environment[@]}" "$@"
}

# The same without bubblewrap. The mounts live in a namespace of their own, so they are gone when
# the command ends.
enter_chroot() {
  local box=$1 folder=$2 i mounts path
  shift 2
  [[ $(id -u) == 0 ]] || die 'bubblewrap does not run here, and chroot needs root: be root'
  for path in /dev /proc /tmp "$cache/home" "$project"; do mounts+=(rw "$path" "$path"); done
  mounts+=(ro /sys /sys)
  for ((i = 0; i < ${#settings[@]}; i += 2)); do
    mounts+=(ro "${settings[i]}" "${settings[i + 1]}")
  done
  [[ ! -d $project/../shared ]] || mounts+=(ro "$project/../shared" "$(dirname "$project")/shared")
  # shellcheck disable=SC2016 # the inner shell expands these
  exec unshare --mount bash -c '
    set -euo pipefail
    box=$1 folder=$2 mounts=$3
    shift 3
    for ((; mounts > 0; mounts -= 3)); do
      mkdir -p "$(dirname "$box$3")"
      [[ -e $box$3 ]] || if [[ -d $2 ]]; then mkdir "$box$3"; else : >"$box$3"; fi
      mount --rbind "$2" "$box$3"
      [[ $1 == rw ]] || mount -o remount,bind,ro "$box$3"
      shift 3
    done
    exec chroot "$box" env -i "${@:2:$1}" sh -c "cd \"\$0\" && exec \"\$@\"" "$folder" "${@:$1 + 2}"
  ' enter "$box" "$folder" "${#mounts[@]}" "${mounts[@]}" \
    "${#environment[@]}" "${environment[@]}" "$@"
}
