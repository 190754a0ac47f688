/** What the environment of `tract serve` and `tract plan` may say. */
export const VARIABLES_HELP = `
Environment (what has a default is in config/default.env):
  JIRA_URL                 address of Jira
  JIRA_USERNAME, JIRA_PASSWORD
                           service account; on Cloud its e-mail and an API token
  JIRA_TOKEN               or a personal access token (Data Center)
  JIRA_TOKEN_EXPIRES       the day on which that token, or API token, expires, such as 2027-02-14: told before
  JIRA_FLAVOR              auto, cloud or server
  TRACT_PROJECT            key of the project
  TRACT_REPO               folder of the bare repository
  TRACT_BRANCH             branch that is kept in sync
  TRACT_REMOTE             a hosted repository that TRACT_REPO follows: people push there
  TRACT_REMOTE_USERNAME, TRACT_REMOTE_TOKEN
                           how the service comes in there over https
  TRACT_REMOTE_SSH_KEY, TRACT_REMOTE_KNOWN_HOSTS
                           or over ssh: the files of its private key, and of the host keys to trust
  TRACT_HOST, TRACT_PORT   where the HTTP server listens; beyond loopback it needs an API key
  TRACT_POLL               how often both sides are asked, as cron in UTC with seconds
  TRACT_FULL_SWEEP         when all tickets are walked
  TRACT_MAINTENANCE, TRACT_MAINTENANCE_OBJECTS
                           when to look whether the repository wants packing, or off; from how many
                           loose objects on
  TRACT_API_KEY, TRACT_API_KEYS_FILE
                           the key of the HTTP API; or a file of keys with rights, see
                           \`tract serve keys --help\` (mode 600)
  TRACT_RATE_LIMIT         requests a minute of one key, or of one address without a key
  TRACT_TRUSTED_PROXIES    addresses or networks of reverse proxies, separated by commas: their
                           X-Forwarded-For tells the address
  TRACT_WEBHOOK_SECRET     secret that Jira's webhook carries
  TRACT_JQL                further restriction of the tickets
  TRACT_USER_TOKENS_FILE   Jira tokens of single people, YAML \`handle: token\` (mode 600)
  TRACT_MAX_DELETES        more removals than this wait for a person, such as 10,10%
  TRACT_CONFIRM_DELETES    seconds that something must be missing in Jira before it counts as deleted
  TRACT_JIRA_CONCURRENCY   requests to Jira at once
  TRACT_JIRA_TIMEOUT       seconds that Jira may take to answer one of them
  TRACT_UPDATE             on or off: whether the service may update itself, see \`tract self-update --help\`
  TRACT_UPDATE_CHANNEL, TRACT_UPDATE_PIN
                           stable, or a kind of prerelease that is taken too; the one version that is wanted
  TRACT_LOG_LEVEL, TRACT_LOG_FORMAT
                           debug, info, warn, error; text or json
  JIRA_PASSWORD_FILE, JIRA_TOKEN_FILE, TRACT_REMOTE_TOKEN_FILE, TRACT_WEBHOOK_SECRET_FILE
                           instead of the secret itself: a file whose first line it is (mode 600)`;
