# shellcheck shell=bash
# How a step is said, done, left out and refused.

say() { printf '%s\n' "$*"; }
fail() { printf 'error: %s\n' "$*" >&2; exit 1; }
wrong() { printf 'error: %s\n' "$*" >&2; exit 2; }
dry() { [ "$DRY_RUN" = yes ]; }

# do_it WORDS COMMAND...: says what is done, and does it unless this is a dry run.
do_it() {
  say "- $1"
  shift
  dry || "$@"
}

# as_tract COMMAND...: as the user of the service, with nothing of this environment.
as_tract() {
  runuser -u tract -- env -i PATH="$PATH" HOME="$ROOT" LANG=C.UTF-8 sh -c 'umask 007; exec "$@"' sh "$@"
}

# value OPTION VALUE: its value; one that is missing is wrong usage.
value() {
  [ $# -ge 2 ] || wrong "$1 needs a value"
  printf '%s' "$2"
}

# secret_in OPTION FILE: its first line.
secret_in() {
  [ -r "$(value "$@")" ] || wrong "$1: $2 cannot be read"
  local line
  IFS= read -r line <"$2" || [ -n "$line" ] || wrong "$1: $2 is empty"
  printf '%s' "$line"
}

# ask VARIABLE WORDS [hidden]: asks for what is not said, in a terminal only.
ask() {
  local -n asked="$1"
  if [ -n "$asked" ]; then return; fi
  [ -t 0 ] || wrong "$2 is missing: say it by an option, see install-service.sh --help"
  if [ "${3:-}" = hidden ]; then
    IFS= read -rs -p "$2: " asked && printf '\n'
  else
    IFS= read -r -p "$2: " asked
  fi
  [ -n "$asked" ] || wrong "$2 is missing"
}

# All that is wrong with this machine, at once.
check_machine() {
  local problems=() program
  [ "$(id -u)" = 0 ] || dry || problems+=('this needs root: run it with sudo')
  for program in git systemctl systemd-notify runuser; do
    command -v "$program" >/dev/null || problems+=("$program is missing: apt-get install git systemd util-linux")
  done
  command -v npm >/dev/null || problems+=('npm is missing: install Node.js 20.19 or newer with npm')
  if ! command -v node >/dev/null; then
    problems+=('node is missing: install Node.js 20.19 or newer')
  elif ! node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)'; then
    problems+=("Node.js $(node --version) is too old: 20.19 or newer is needed")
  fi
  if [ -n "$REMOTE" ]; then
    command -v ssh-keyscan >/dev/null || problems+=('ssh is missing: apt-get install openssh-client')
  fi
  [[ $TRACT_UID =~ ^[0-9]+$ ]] || problems+=("--uid must be a number, not $TRACT_UID")
  [[ $PORT =~ ^[0-9]*$ ]] || problems+=("--port must be a number, not $PORT")
  if [ ${#problems[@]} = 0 ]; then return; fi
  printf 'error: %s\n' "${problems[@]}" >&2
  exit 2
}
