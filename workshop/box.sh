# Sourced by ./dev: makes the box, a Debian 13 root folder in the cache, once for each recipe.
# shellcheck shell=bash

box=$cache/box-$(recipe_hash)

# "ORIGIN URI SUITE" of each package list that this machine's apt reads.
machine_suites() {
  # shellcheck disable=SC2016 # apt expands these
  apt-get indextargets --format '$(ORIGIN) $(REPO_URI) $(RELEASE)' 'Created-By: Packages' \
    2>/dev/null
}

# The mirror of this machine's apt settings; nothing on one that is not Debian, then mmdebstrap
# takes its own.
debian_mirror() {
  local mirror=${YKIEN_DEBIAN_MIRROR:-}
  printf '%s' "${mirror:-$(machine_suites | awk '$1 == "Debian" && $3 !~ /-/ { print $2; exit }')}"
}

box_sources() {
  local mirror security
  mirror=$(debian_mirror)
  security=$(machine_suites | awk '$1 == "Debian" && $3 ~ /-security$/ { print $2; exit }')
  [[ -n $mirror ]] || return 0
  printf '%s\n' "deb $mirror trixie main" "deb $mirror trixie-updates main"
  [[ -z $security || -n ${YKIEN_DEBIAN_MIRROR:-} ]] ||
    printf '%s\n' "deb $security trixie-security main"
}

# Returns at once when the box is there.
make_box() {
  [[ ! -d $box ]] || return 0
  [[ $(id -u) == 0 ]] || die "the tools come in a box ($box), and only root can make it" \
    'fix: run ./dev once as root, or bring them yourself; missing here:' "$(missing_tools)"
  mkdir -p "$cache"
  take_lock "$cache/lock" 'making the box'
  if [[ ! -d $box ]]; then
    check_disk
    check_mirror
    bring_makers
    fill_box
  fi
  exec 9>&-
}

check_disk() {
  local needed=${YKIEN_BOX_GIGABYTES:-8} free
  free=$(($(df -Pk "$cache" | awk 'NR == 2 { print $4 }') / 1024 / 1024))
  ((free >= needed)) ||
    die "the box needs $needed GB free in $cache, which has $free" \
      'fix: free some, try ./dev clean --boxes, or name another folder in YKIEN_CACHE'
}

check_mirror() {
  local mirror probe
  mirror=$(debian_mirror)
  [[ -n $mirror ]] || return 0
  probe=$(mktemp -d)
  set -- "${mirror%/}/dists/trixie/InRelease" "$probe/InRelease"
  if ! /usr/lib/apt/apt-helper -o Acquire::Retries=2 download-file "$@" &>"$probe/why"; then
    say "the Debian mirror of this machine cannot be reached: $mirror" "$(tail -n 2 "$probe/why")"
    rm -rf "$probe"
    die 'fix: the network, the apt settings here, or name a mirror in YKIEN_DEBIAN_MIRROR'
  fi
  rm -rf "$probe"
}

# The only packages that are installed on the machine itself.
bring_makers() {
  local needed=()
  command -v mmdebstrap >/dev/null || needed+=(mmdebstrap)
  command -v bwrap >/dev/null || needed+=(bubblewrap)
  [[ -e /usr/share/keyrings/debian-archive-keyring.gpg ]] || needed+=(debian-archive-keyring)
  ((${#needed[@]})) || return 0
  say "installing on this machine: ${needed[*]} (apt-get install)"
  set -- apt-get install -y -qq --no-install-recommends "${needed[@]}"
  "$@" &>/dev/null || { apt-get update -qq && "$@" >/dev/null; } ||
    die "apt-get could not install: ${needed[*]}"
}

fill_box() {
  local sources mirror started=$SECONDS
  # What an interrupted attempt left. Its mounts and processes ended with it: they live in
  # namespaces of their own.
  rm -rf --one-file-system "$cache"/box-*.partial
  say "making the box, once: Debian 13 with the tools, 2 to 5 minutes, 4 GB" "  $box"
  mapfile -t sources < <(box_sources)
  trap 'kill "$!" 2>/dev/null; die "interrupted: the next ./dev starts the box anew"' INT TERM
  setpriv --pdeathsig KILL unshare --mount --mount-proc --pid --fork --kill-child \
    mmdebstrap --mode=root --variant=apt --include="$(recipe deb | paste -sd ,)" \
    --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' \
    --aptopt='APT::Sandbox::User "root"' \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
    --skip=output/dev trixie "$box.partial" "${sources[@]}" &
  wait "$!" || die 'the box could not be made: mmdebstrap says why above'
  say "fetching the recipe's sources and data"
  mirror=$(awk '$1 == "deb" { print $2; exit }' "$box.partial/etc/apt/sources.list")
  "$workshop/unpack" "$box.partial/opt" "$mirror" &
  wait "$!" || die 'the box could not be made: apt says above which source it could not fetch'
  trap - INT TERM
  mv "$box.partial" "$box"
  say "the box is ready after $((SECONDS - started)) s, $(du -sh "$box" | cut -f 1)"
  other_boxes | sed 's/^/dev: left from another recipe, see .\/dev clean --boxes: /' >&2
}

other_boxes() { find "$cache" -maxdepth 1 -name 'box-*' ! -path "$box" 2>/dev/null; }

remove_other_boxes() {
  [[ -d $cache ]] || return 0
  take_lock "$cache/lock" 'making a box'
  other_boxes | while read -r old; do
    say "removing $old"
    rm -rf --one-file-system "$old"
  done
  exec 9>&-
}
