# Sourced by ./dev: decides where the tools come from, and runs commands among them.
#   debian   this is Debian 13: the recipe's packages are installed by apt
#   tools    they are on PATH already, new enough
#   box      any other machine with apt: a Debian 13 root folder in the cache, entered by bubblewrap
#   chroot   the same, entered by chroot, where bubblewrap may not run
# Variables: YKIEN_WAY forces one of them. YKIEN_CACHE is the folder for boxes, else ykien in the
# user's cache folder. YKIEN_DEBIAN_MIRROR replaces the mirror of this machine's apt settings.
# YKIEN_BOX_GIGABYTES is the free space asked for before a box is made.
# shellcheck shell=bash

# in_workshop COMMAND...: runs it among the tools, from here if here is in the project. Does not
# return.
in_workshop() {
  local folder=$PWD way
  [[ $folder/ == "$project"/* ]] || folder=$project
  choose_way
  case $way in
    inside | tools) ;;
    debian) install_on_debian ;;
    box | chroot)
      # shellcheck source=box.sh
      . "$workshop/box.sh"
      # shellcheck source=enter.sh
      . "$workshop/enter.sh"
      make_box
      enter "$box" "$folder" "$@"
      ;;
    *) die "YKIEN_WAY is one of tools, debian, box, chroot, not $way" ;;
  esac
  cd "$folder"
  exec "$@"
}

choose_way() {
  local missing
  if [[ -n ${YKIEN_INSIDE:-} ]]; then
    way=inside
  elif [[ -n ${YKIEN_WAY:-} ]]; then
    way=$YKIEN_WAY
  elif [[ $(. /etc/os-release && echo "${ID:-} ${VERSION_ID:-}") == 'debian 13' ]]; then
    way=debian
  elif command -v emcc >/dev/null && [[ -z $(missing_tools) ]]; then
    way=tools
  elif command -v apt-get >/dev/null; then
    way=box
  else
    mapfile -t missing < <(missing_tools)
    die 'these tools are missing, and this machine has no apt to bring them:' "${missing[@]/#/  }"
  fi
  [[ $way != tools || -z $(missing_tools) ]] || die 'missing:' "$(missing_tools)"
}

# One line for each tool that is not on PATH or too old.
missing_tools() {
  emscripten_root >/dev/null || echo "emcc $EMSDK_VERSION (emsdk install $EMSDK_VERSION)"
  [[ -n $(find_gcc)$(find_clang) ]] || echo "g++ $GCC_MINIMUM or clang++ $CLANG_MINIMUM"
  at_least "$CMAKE_MINIMUM" "$(version_of cmake --version)" || echo "cmake $CMAKE_MINIMUM"
  at_least "$NODE_MINIMUM" "$(version_of node --version)" || echo "node $NODE_MINIMUM"
  command -v ninja >/dev/null || echo ninja
  command -v npm >/dev/null || echo npm
  [[ -n $(find_chromium) ]] || echo chromium
}

install_on_debian() {
  local sources missing
  sources=$cache/sources-$(recipe_hash)
  missing=$(missing_packages)
  if [[ -n $missing && $(id -u) == 0 ]]; then
    say "installing with apt-get: ${missing//$'\n'/ }"
    # shellcheck disable=SC2086 # one word each
    set -- apt-get install -y -qq --no-install-recommends $missing
    "$@" >/dev/null 2>&1 || { apt-get update -qq && "$@" >/dev/null; }
  elif [[ -n $missing && -n $(missing_tools) ]]; then
    die 'these Debian packages are missing, and only root may install them:' "$missing"
  fi
  if [[ -d /opt/imgui && -d /opt/utf8proc && -d /opt/unicode-data ]]; then return; fi
  if [[ ! -d $sources ]]; then
    say "fetching the recipe's sources and data to $sources"
    # shellcheck source=box.sh
    . "$workshop/box.sh"
    rm -rf "$sources.partial"
    "$workshop/unpack" "$sources.partial" "$(debian_mirror)"
    mv "$sources.partial" "$sources"
  fi
  export YKIEN_IMGUI_DIR=$sources/imgui YKIEN_UTF8PROC_DIR=$sources/utf8proc
  export YKIEN_UNICODE_DIR=$sources/unicode-data/usr/share/unicode
}

# The recipe's packages that this Debian 13 has not got.
missing_packages() {
  # shellcheck disable=SC2016 # dpkg-query expands these
  comm -23 <(recipe deb | sort) \
    <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' | sed -n 's/^installed //p' | sort)
}
