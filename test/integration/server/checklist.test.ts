import { readFileSync } from 'node:fs';
import { Follower, type RunAt } from '../../support/checklist/follow.ts';
import { readPage } from '../../support/checklist/read-page.ts';
import { NO_IMAGE, testImage } from '../../support/containers/test-image.ts';
import { PASSWORD } from '../../support/small-jira.ts';
import { ServerSite } from './server-site.ts';

const PATH = 'docs/ONBOARDING-CHECKLIST.md';
const { values, steps } = readPage(readFileSync(PATH, 'utf8'));

/** What a reader with these machines puts in. */
const HERE = new Map([...values, ['JIRA_URL', 'http://jira:8080'], ['SERVER', 'server']]);

describe(`${PATH}, followed to the letter on a fresh server`, function () {
  this.timeout(180_000);
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
    const run: RunAt = (place, line) =>
      place === 'server' ? server.run(login('root', line)) : developer.run(login('developer', line));
    follower = new Follower(run, HERE);
  });
  after(() => site?.close());

  for (const step of steps) it(`${step.number}. ${step.heading}`, () => follower.follow(step));
});

function login(user: string, line: string): string {
  return `su - ${user} -c '${line.replaceAll("'", "'\\''")}'`;
}
