# Sourced by the stages, which run among the tools: names them for CMake and node.
# shellcheck shell=bash
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$project"

YKIEN_EMSCRIPTEN_ROOT=$(emscripten_root) ||
  die "no emcc $EMSDK_VERSION on PATH" "fix: let ./dev bring it, or emsdk install $EMSDK_VERSION"
export YKIEN_EMSCRIPTEN_ROOT
export YKIEN_UNICODE_DIR=${YKIEN_UNICODE_DIR:-/opt/unicode-data/usr/share/unicode}
YKIEN_CHROMIUM=${YKIEN_CHROMIUM:-$(find_chromium)}
export YKIEN_CHROMIUM
# A package's own cache may be closed to us.
[[ -w $YKIEN_EMSCRIPTEN_ROOT/cache ]] ||
  export EM_CACHE=${EM_CACHE:-$cache/emscripten-$EMSDK_VERSION}

# configure PRESET: only when there is something to configure; ninja sees changed CMake files by
# itself.
configure() {
  local preset=$1 folder=build/$1 made_by compiler
  made_by="$(recipe_hash) ${YKIEN_IMGUI_DIR:-} ${YKIEN_UTF8PROC_DIR:-}"
  # Other tools or sources, other build: nothing of the old one may stay.
  [[ ! -d $folder || $(cat "$folder/made-by" 2>/dev/null) == "$made_by" ]] || rm -rf "$folder"
  [[ ! -f $folder/build.ninja || CMakePresets.json -nt $folder/build.ninja ]] || return 0
  # The sanitizers and clang-tidy are clang's, the rest is built by g++: two compilers read every
  # line.
  case $preset in
    asan | dev | tsan) compiler=$(find_clang) && compiler=${compiler:-$(find_gcc)} ;;
    fuzz) compiler=$(find_clang) ;;
    release) compiler=$(find_gcc) && compiler=${compiler:-$(find_clang)} ;;
    *) compiler= ;;
  esac
  mkdir -p "$folder"
  if [[ -n $compiler ]]; then
    local c=${compiler/clang++/clang}
    CXX=$compiler CC=${c/g++/gcc} cmake --preset "$preset" >"$folder/configure.log" 2>&1
  else
    cmake --preset "$preset" >"$folder/configure.log" 2>&1
  fi || { cat "$folder/configure.log" >&2 && return 1; }
  printf '%s\n' "$made_by" >"$folder/made-by"
}

# compile PRESET [TARGET]: configure and build; every error is shown, not the first alone.
compile() {
  configure "$1" && cmake --build --preset "$1" ${2:+--target "$2"} -- -k 0 --quiet
}

# node_modules as the lockfile says. Packages run no scripts of theirs.
install_packages() {
  local hash
  hash=$(sha256sum package-lock.json | cut -c 1-16)
  [[ $(cat node_modules/.ykien-lockfile 2>/dev/null) != "$hash" ]] || return 0
  mkdir -p build
  take_lock build/.npm-lock 'installing node packages'
  if [[ $(cat node_modules/.ykien-lockfile 2>/dev/null) != "$hash" ]]; then
    say 'installing node packages'
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
    printf '%s\n' "$hash" >node_modules/.ykien-lockfile
  fi
  exec 9>&-
}

# dist/, when something it is made of is newer than its manifest.
bundle() {
  install_packages || return
  [[ ! -f dist/manifest.json || -n $(find web/src build/wasm/wasm/ykien.wasm package-lock.json \
    workshop/bundle.mjs -newer dist/manifest.json -print -quit) ]] || return 0
  node workshop/bundle.mjs
}
