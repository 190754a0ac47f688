# shellcheck shell=bash
# shellcheck disable=SC2034 # the files beside this one read them
# Where everything lies, and what the project at hand is called.

# Another root is for tests and images only.
ROOT="${TRACT_ROOT:-/opt/tract}"
GIT_DIR_OF_ALL="$ROOT/git"
CONFIG_DIR="$ROOT/config"
PROGRAM_DIR="$ROOT/tract-sync"
KEYS_HOME="$ROOT/ssh"
UNIT_TEMPLATE=/etc/systemd/system/tract-sync@.service
# There while the services may update themselves.
SELF_UPDATE_UNIT="$UNIT_TEMPLATE.d/self-update.conf"
STARTER=/usr/local/lib/tract/tract-start

JIRA_URL='' JIRA_USERNAME='' JIRA_PASSWORD='' JIRA_TOKEN=''
REMOTE='' REMOTE_HOST_KEY='' REMOTE_TOKEN='' REMOTE_USERNAME='' REMOTE_HOST='' REMOTE_PORT=''
PORT='' HOST=127.0.0.1 BRANCH=main WEBHOOK_URL='' PACKAGE='' TRACT_UID=751
DRY_RUN=no DELETE_DATA=no SELF_UPDATE=no RESTART=no

# name_project KEY: sets PROJECT, NAME (the instance of the unit), REPOSITORY, ENV_FILE, KEYS_FILE, REMOTE_KEY, KNOWN_HOSTS, UNIT.
name_project() {
  PROJECT="${1^^}"
  [[ $PROJECT =~ ^[A-Z][A-Z0-9_]{1,79}$ ]] || wrong "$1 is no key of a Jira project: such as APP"
  NAME="${PROJECT,,}"
  REPOSITORY="$GIT_DIR_OF_ALL/$NAME-tickets.git"
  ENV_FILE="$CONFIG_DIR/$NAME.env"
  KEYS_FILE="$CONFIG_DIR/$NAME.keys"
  REMOTE_KEY="$CONFIG_DIR/$NAME.ssh"
  KNOWN_HOSTS="$CONFIG_DIR/$NAME.known_hosts"
  UNIT="tract-sync@$NAME.service"
}
