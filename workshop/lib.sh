# Sourced by ./dev and its stages: where things are, how to speak.
# shellcheck shell=bash disable=SC2034 # the names are for those who source this

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
workshop=$project/workshop
cache=${YKIEN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/ykien}
# shellcheck source=../emsdk.env
. "$project/emsdk.env"

say() { printf '%s\n' "$@" | sed 's/^/dev: /' >&2; }
die() {
  say "$@"
  exit 1
}

# at_least 3.25 3.31.6: is the second version the first or newer?
at_least() { [[ $(printf '%s\n' "$1" "$2" | sort -V | head -n 1) == "$1" ]]; }

# The first version number in what a tool says of itself; nothing where there is no such tool.
version_of() { "$@" 2>/dev/null | grep -oEm 1 '[0-9]+(\.[0-9]+)+' | head -n 1 || true; }

# The names on the recipe's lines of one kind.
recipe() { awk -v kind="$1" '$1 == kind { print $2 }' "$workshop/recipe"; }

# Changes with what is made, not with the comments.
recipe_hash() {
  sed 's/ *#.*//; /^$/d' "$workshop/recipe" "$workshop/unpack" | sha256sum | cut -c 1-12
}

# take_lock FILE WHAT: held until this shell ends or `exec 9>&-`.
take_lock() {
  exec 9>"$1"
  flock -n 9 || {
    say "another ./dev is $2: waiting for it"
    flock 9
  }
}

# The folder of the emcc on PATH; fails where there is none, or not the pinned one.
emscripten_root() {
  local root
  root=$(command -v emcc) && root=$(dirname "$(readlink -f "$root")") || return 1
  [[ $(tr -d '"\n' <"$root/emscripten-version.txt") == "$EMSDK_VERSION" ]] && printf '%s\n' "$root"
} 2>/dev/null

# first_new_enough MINIMUM NAME...: the first of these compilers that is; else nothing.
first_new_enough() {
  local minimum=$1 name
  shift
  for name in "$@"; do
    if at_least "$minimum" "$(version_of "$name" --version)"; then
      printf '%s\n' "$name"
      return
    fi
  done
}
find_clang() { first_new_enough "$CLANG_MINIMUM" "clang++-$CLANG_MINIMUM" clang++; }
find_gcc() { first_new_enough "$GCC_MINIMUM" g++ "g++-$GCC_MINIMUM"; }
find_chromium() { command -v chromium || command -v google-chrome || true; }
