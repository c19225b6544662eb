# Sourced where tests want a PostgreSQL: one of its own, on a socket in a folder, gone with the
# shell.
# shellcheck shell=bash

# It will not run as root: as its package's own user then.
as_postgres() {
  if ((EUID)); then "$@"; else setpriv --reuid postgres --regid postgres --clear-groups "$@"; fi
}

# start_postgres: sets YKIEN_POSTGRES to libpq's connection string; fails where there is no server.
start_postgres() {
  local bin
  bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
  [[ -x $bin/initdb ]] || return 1
  postgres_bin=$bin
  postgres_folder=$(mktemp -d "${TMPDIR:-/tmp}/ykien-postgres-XXXXXX")
  ((EUID)) || chown postgres "$postgres_folder"
  trap stop_postgres EXIT
  as_postgres env LC_ALL=C.UTF-8 "$bin/initdb" -D "$postgres_folder/data" -A trust -U ykien \
    >"$postgres_folder.log" 2>&1 || return 1
  as_postgres "$bin/pg_ctl" -w -s -D "$postgres_folder/data" -l "$postgres_folder/log" \
    -o "-c listen_addresses= -c unix_socket_directories=$postgres_folder -c max_connections=200" \
    start || return 1
  export YKIEN_POSTGRES="host=$postgres_folder user=ykien dbname=postgres"
}

stop_postgres() {
  as_postgres "$postgres_bin/pg_ctl" -w -s -D "$postgres_folder/data" -m immediate stop || true
  rm -rf "$postgres_folder" "$postgres_folder.log"
}
