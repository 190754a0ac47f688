#!/usr/bin/env bash
# Installs the sync service of one Jira project on this server, or completes what is there. Run again, it changes nothing.
set -euo pipefail
SCRIPTS="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=scripts/service/layout.sh
source "$SCRIPTS/service/layout.sh"
# shellcheck source=scripts/service/steps.sh
source "$SCRIPTS/service/steps.sh"
# shellcheck source=scripts/service/accounts.sh
source "$SCRIPTS/service/accounts.sh"
# shellcheck source=scripts/service/program.sh
source "$SCRIPTS/service/program.sh"
# shellcheck source=scripts/service/remote.sh
source "$SCRIPTS/service/remote.sh"
# shellcheck source=scripts/service/environment.sh
source "$SCRIPTS/service/environment.sh"
# shellcheck source=scripts/service/repository.sh
source "$SCRIPTS/service/repository.sh"
# shellcheck source=scripts/service/unit.sh
source "$SCRIPTS/service/unit.sh"
# shellcheck source=scripts/service/self-update.sh
source "$SCRIPTS/service/self-update.sh"
# shellcheck source=scripts/service/uninstall.sh
source "$SCRIPTS/service/uninstall.sh"

usage() {
  cat <<'TEXT'
Usage: install-service.sh PROJECT [options]       a first or a further project, such as APP
       install-service.sh uninstall PROJECT [--delete-data]

Whatever is not said is asked for in a terminal. What is configured already stays.

  --jira-url URL           address of Jira
  --jira-username NAME     account of the service
  --jira-password-file F   its password (Server), or API token (Cloud)
  --jira-token-file F      its personal access token, in place of name and password
  --port N                 default: 3100 for the first project, the next free one for each further
  --host ADDRESS           where the service listens (default: 127.0.0.1)
  --branch NAME            default: main
  --remote URL             where the repository is hosted, if elsewhere: over ssh with a key that is made here, or https
  --remote-host-key KEY    for ssh: the host's key (ssh-ed25519 AAAA…) or its fingerprint (SHA256:…)
  --remote-token-file F    for https: a token that may push
  --remote-username NAME   for https: the name that goes with it, where the host wants one
  --webhook-url URL        where Jira reaches this service: registers the webhook
  --package FILE           a package file to install, such as scripts/bundle makes (default: what this script lies in)
  --self-update            let the service update itself (off unless this is said; see docs/SELF-UPDATE.md)
  --uid N                  id of the user tract, if it is to be made (default: 751)
  --dry-run                say what would be done, and do nothing
  --help

Example: sudo scripts/install-service.sh APP --jira-url https://jira.example.com --jira-token-file token.txt
TEXT
}

main() {
  case "${1:-}" in
    -h | --help) usage; exit 0 ;;
    uninstall) shift; read_uninstall_options "$@"; uninstall; exit 0 ;;
  esac
  read_options "$@"
  check_machine
  make_accounts
  make_layout
  install_program
  make_remote_access
  write_environment
  allow_self_update
  make_api_key
  make_repository
  install_unit
  say_what_is_left
}

read_options() {
  [ $# -gt 0 ] || { usage >&2; exit 2; }
  name_project "$1"
  shift
  while [ $# -gt 0 ]; do
    case "$1" in
      --jira-url) JIRA_URL="$(value "$@")"; shift 2 ;;
      --jira-username) JIRA_USERNAME="$(value "$@")"; shift 2 ;;
      --jira-password-file) JIRA_PASSWORD="$(secret_in "$@")"; shift 2 ;;
      --jira-token-file) JIRA_TOKEN="$(secret_in "$@")"; shift 2 ;;
      --port) PORT="$(value "$@")"; shift 2 ;;
      --host) HOST="$(value "$@")"; shift 2 ;;
      --branch) BRANCH="$(value "$@")"; shift 2 ;;
      --remote) REMOTE="$(value "$@")"; shift 2 ;;
      --remote-host-key) REMOTE_HOST_KEY="$(value "$@")"; shift 2 ;;
      --remote-token-file) REMOTE_TOKEN="$(secret_in "$@")"; shift 2 ;;
      --remote-username) REMOTE_USERNAME="$(value "$@")"; shift 2 ;;
      --webhook-url) WEBHOOK_URL="$(value "$@")"; shift 2 ;;
      --package) PACKAGE="$(realpath -e -- "$(value "$@")")"; shift 2 ;;
      --self-update) SELF_UPDATE=yes; shift ;;
      --uid) TRACT_UID="$(value "$@")"; shift 2 ;;
      --dry-run) DRY_RUN=yes; shift ;;
      -h | --help) usage; exit 0 ;;
      *) wrong "$1 is no option: see install-service.sh --help" ;;
    esac
  done
}

say_what_is_left() {
  if dry; then return; fi
  if [ -n "$REMOTE" ]; then
    say_what_is_left_there
    return
  fi
  cat <<TEXT

$PROJECT is in $REPOSITORY and served at http://$(setting TRACT_HOST):$(setting TRACT_PORT).
Left to do:
  - let developers in:  $SCRIPTS/allow-developer.sh anna $PROJECT < anna.pub
  - they clone:         tract clone git@$(hostname):$REPOSITORY
  - watch it:           systemctl status $UNIT; journalctl -u $UNIT -f
  - its commands here:  tract-sync $PROJECT doctor
TEXT
}

say_what_is_left_there() {
  cat <<TEXT

$PROJECT is in $REMOTE and served at http://$(setting TRACT_HOST):$(setting TRACT_PORT).
Left to do:
  - tell of pushes at once:  a webhook there to /webhook/remote of this service, secret TRACT_WEBHOOK_SECRET of $ENV_FILE
  - developers clone:        tract clone $REMOTE
  - watch it:                systemctl status $UNIT; journalctl -u $UNIT -f
  - its commands here:       tract-sync $PROJECT doctor
TEXT
}

main "$@"
