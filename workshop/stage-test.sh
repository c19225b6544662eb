#!/bin/bash
# ./dev test [native] [server] [fuzz] [wasm] [web] [engines] [tidy] [FILE.mjs...] [NAME...]: every
# part runs, whatever failed before it. The last line counts: `N passed, N failed`.
set -euo pipefail
folder=$PWD
# shellcheck source=inside.sh
. "$(dirname "$0")/inside.sh"
# shellcheck source=postgres.sh
. "$workshop/postgres.sh"
# shellcheck source=fuzz.sh
. "$workshop/fuzz.sh"

passed=0 failed=0 skipped=0
parts=() files=() names=() failures=
for word in "$@"; do
  case $word in
    native | server | fuzz | wasm | web | engines | tidy) parts+=("$word") ;;
    *.mjs)
      # As named from where we were called, else from the project.
      [[ ! -e $folder/$word ]] || word=$folder/$word
      [[ -e $word ]] || die "no such file: $word"
      files+=("$word")
      ;;
    *) names+=("$word") ;;
  esac
done
if ((${#parts[@]} == 0)); then
  if ((${#files[@]})); then
    parts=(files)
  elif ((${#names[@]})); then
    parts=(native)
  else
    parts=(native server fuzz wasm web engines tidy)
  fi
fi

count() {
  passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
}

# A step that tests need. Its failure counts as one failed test.
step() {
  "$@" && return
  say "FAILED: $*"
  count 0 1 0
  return 1
}

# Once, for the parts that want it; its tests are skipped without it.
need_postgres() {
  [[ -n ${YKIEN_POSTGRES:-} ]] || start_postgres || say 'no PostgreSQL: its tests are skipped'
}

native() {
  local report=$project/build/asan/tests.xml
  step compile asan || return 0
  rm -f "$report"
  need_postgres
  ctest --preset asan --output-junit "$report" ${names:+-R "${names[0]}"} |
    sed -u '/^ *Start /d' || true
  if [[ -f $report ]]; then
    read -r tests bad skips < <(sed -nE \
      '/tests="/ { s/.*tests="([0-9]+)"/\1/; h }; /failures="/ { s/.*failures="([0-9]+)"/\1/; H }
       /skipped="/ { s/.*skipped="([0-9]+)"/\1/; H; g; s/[\n\t ]+/ /gp; q }' "$report")
    count $((tests - bad - skips)) "$bad" "$skips"
  else
    count 0 1 0
  fi
}

# A fuzzer is one test.
fuzz() {
  local report=build/fuzz/report.txt
  if [[ -z $(find_clang) ]]; then
    say 'no clang: the fuzzers are skipped'
    count 0 0 1
    return
  fi
  step compile fuzz || return 0
  YKIEN_FUZZ_SECONDS=${YKIEN_FUZZ_SECONDS:-20} fuzz_all | tee "$report" || true
  count "$(grep -ac '^ok: ' "$report")" "$(grep -ac '^FAILED: ' "$report")" 0
  failures+=$(sed -n 's/^FAILED: //p' "$report")
}

# The wasm module and dist/ once, for the parts that look at them.
built=
need_build() {
  [[ -n $built ]] || { if step compile wasm && step bundle; then built=yes; else built=no; fi; }
  [[ $built == yes ]]
}

# node_tests PART FILE...
node_tests() {
  local report=build/$1-tests.tap limit=600000
  # One test there holds all that is tried in one browser.
  [[ $1 != engines && $1 != files ]] || limit=1200000
  shift
  [[ -f ${1:-} ]] || return 0
  mkdir -p build
  rm -f "$report"
  node --test --test-concurrency=2 --test-timeout=$limit \
    --test-reporter=spec --test-reporter-destination=stdout \
    --test-reporter=tap --test-reporter-destination="$report" "$@" || true
  read -r pass fail cancelled skip < <(awk '
    /^# (pass|fail|cancelled|skipped) [0-9]+$/ { n[$2] = $3; seen = 1 }
    END { print n["pass"] + 0, seen ? n["fail"] : 1, n["cancelled"] + 0, n["skipped"] + 0 }
  ' "$report")
  count "$pass" $((fail + cancelled)) "$skip"
  failures+=$(failures_of "$report")
}

# What failed in a report, with the beginning of its reason: the last lines are what one reads.
failures_of() {
  awk -v most=40 '
    /^ *not ok / { name = $0; lines = 0 }
    /^ *ok / { name = "" }
    name == "" { next }
    /subtestsFailed/ { name = ""; next }
    { block[lines++] = $0 }
    /^ *\.\.\.$/ { for (i = 0; i < lines && i < most; i++) print block[i]; name = "" }
  ' "$1"
}

for part in "${parts[@]}"; do
  say "test $part"
  case $part in
    native) native ;;
    server)
      need_postgres
      step compile asan ykien-server && step install_packages &&
        node_tests server tests/server/*.test.mjs
      ;;
    fuzz) fuzz ;;
    tidy) step install_packages && node_tests tidy tests/tidy/*.test.mjs ;;
    files)
      [[ ${files[*]} != *tests/server/* ]] || need_postgres
      need_build && node_tests files "${files[@]}"
      ;;
    wasm | web | engines)
      if ((${#files[@]})); then set -- "${files[@]}"; else set -- "tests/$part"/*.test.mjs; fi
      need_build && node_tests "$part" "$@"
      ;;
  esac || true
done

[[ -z $failures ]] || printf '\nFAILED:\n%s\n' "$failures"
if ((skipped)); then
  echo "$passed passed, $failed failed, $skipped skipped"
else
  echo "$passed passed, $failed failed"
fi
((failed == 0 && passed > 0))
