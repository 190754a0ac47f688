import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { Follower, type RunAt } from '../../support/checklist/follow.ts';
import { readPage } from '../../support/checklist/read-page.ts';
import { NO_IMAGE, testImage } from '../../support/containers/test-image.ts';
import { readSeries } from '../../support/monitoring/exposed-series.ts';
import { metricsOf, readPanelQueries, readRules } from '../../support/monitoring/queries.ts';
import { PASSWORD, TOKEN } from '../../support/small-jira.ts';
import { ServerSite } from './server-site.ts';

const CHECKLIST = 'docs/ONBOARDING-CHECKLIST.md';
const PAGES = [CHECKLIST, 'docs/operations.md'];
const { values } = readPage(readFileSync(CHECKLIST, 'utf8'));

/** What a reader with these machines puts in. */
const HERE = new Map([...values, ['JIRA_URL', 'http://jira:8080'], ['SERVER', 'server']]);
const LATER = 'Made after the backup';
const METRICS = 'curl -fsS http://127.0.0.1:3100/metrics';

describe('pages that are followed to the letter on a fresh server', function () {
  this.timeout(300_000);
  this.bail(true);
  let site: ServerSite;
  let follower: Follower;
  before(async function () {
    const image = testImage();
    if (image === null) {
      console.log(`      skipped: ${NO_IMAGE}`);
      return this.skip();
    }
    site = await ServerSite.open(image);
    const { server, developer } = site;
    await server.run(`printf '%s\\n' '${PASSWORD}' >${values.get('JIRA_PASSWORD_FILE')}`);
    await server.run(`cp /bundle/tract-*.tgz ${values.get('PACKAGE')}`);
    await developer.run('useradd --create-home --shell /bin/bash developer');
    const run: RunAt = (place, line) => (place === 'server' ? server.run(login('root', line)) : asDeveloper(line));
    follower = new Follower(run, HERE);
  });
  after(() => site?.close());

  const asDeveloper = (line: string) => site.developer.run(login('developer', line));
  const journal = () => site.server.run('journalctl --no-pager -u tract-sync@app');

  async function push(title: string): Promise<void> {
    const file = `printf -- '---\\ntitle: ${title}\\n---\\n' >issues/later.md`;
    await asDeveloper(
      `cd ~/tickets && ${file} && git add issues && git commit -qm '${title}' && git push && git pull -q`,
    );
  }

  async function countInJira(title: string): Promise<number> {
    const query = `--data-urlencode 'jql=project = APP and summary ~ "${title}"'`;
    const said = await site.server.run(
      `curl -fsS -u 'tract:${PASSWORD}' -G ${query} http://jira:8080/rest/api/2/search`,
    );
    return JSON.parse(said).total;
  }

  /** What happens in the world before a step, by its title. */
  const situations: Readonly<Record<string, () => Promise<unknown>>> = {
    Restore: () => push(LATER),
    'On the new server': () =>
      site.server.run(
        '/usr/local/src/package/scripts/install-service.sh uninstall APP --delete-data && rm -r /opt/tract && userdel tract && userdel git',
      ),
    'Credentials of Jira': () => site.server.run(`printf '%s\\n' '${TOKEN}' >/root/jira-token`),
  };

  /** What is so after a step, besides its own check. */
  const outcomes: Readonly<Record<string, () => Promise<unknown>>> = {
    Restore: async () => {
      expect(await journal()).to.include('the branch has commits of this service that the snapshot does not know');
      expect(await countInJira(LATER)).to.equal(1);
    },
    'On the new server': async () => {
      expect(await asDeveloper(`cd ~/tickets && grep -l '${LATER}' issues/*`)).to.match(/^issues\/APP-\d+\.md\n$/);
      expect(await countInJira(LATER)).to.equal(1);
    },
    'The webhook secret': async () => {
      const edit = `-X PUT -H 'Content-Type: application/json' -d '{"fields":{"summary":"With a new secret"}}'`;
      await site.server.run(`curl -fsS -u 'tract:${PASSWORD}' ${edit} http://jira:8080/rest/api/2/issue/APP-1`);
      await site.until(`${METRICS} | grep '^tract_webhook_to_commit_seconds_count [1-9]'`);
    },
    'Prometheus and Grafana': async () => {
      const series = readSeries(await site.server.run(METRICS));
      const rules = readRules().map(({ alert, expr }) => ({ name: alert, expression: expr }));
      const named = [...rules, ...readPanelQueries()].flatMap((query) => metricsOf(query));
      expect(named.filter((name) => !series.has(name))).to.deep.equal([]);
    },
  };

  for (const page of PAGES)
    for (const step of readPage(readFileSync(page, 'utf8')).steps)
      it(`${page}: ${step.title}`, async () => {
        await situations[step.title]?.();
        await follower.follow(step);
        await outcomes[step.title]?.();
      });
});

function login(user: string, line: string): string {
  return `su - ${user} -c '${line.replaceAll("'", "'\\''")}'`;
}
