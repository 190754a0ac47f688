import { expect } from 'chai';
import { NO_IMAGE, testImage } from '../../support/containers/test-image.ts';
import { developerHand } from '../../support/people/developer-hand.ts';
import { findDeeds } from '../../support/people/find-deeds.ts';
import { People } from '../../support/people/people.ts';
import { createRandom } from '../../support/random.ts';
import { eventually } from '../cli/workshop.ts';
import { ChaosSite } from './chaos-site.ts';
import { Editing, type SideName } from './editing.ts';
import { readSides, type Sides, wordsOf } from './sides.ts';

const TITLES = Array.from({ length: 8 }, (_, index) => `Ticket ${index}`);
const KEYS = TITLES.map((_, index) => `APP-${index + 3}`);
/** Nobody but the test of a conflict edits this one. */
const DISPUTED = 'APP-1';
const SEED = Number(process.env.PROPERTY_SEED ?? 1);
/** A name that cannot be looked up is tried three times. */
const NOTICED_MS = 90_000;
const BOTH = ['git', 'jira'] as const;

type Trouble = {
  readonly begin: () => Promise<unknown>;
  /** Fails where nothing is to be seen of it. */
  readonly shows: () => Promise<unknown>;
  /** The sides on which something is done meanwhile; on the others people may try. */
  readonly edited: readonly SideName[];
  /** Where nobody even tries: a person who sees no answer would look whether it is there, and a client hangs. */
  readonly stops?: readonly SideName[];
  readonly end: () => Promise<unknown>;
};

describe('Jira, the daemon and the git server are containers, and people edit both sides while', function () {
  this.timeout(300_000);
  let site: ChaosSite;
  let people: People;
  before(async function () {
    const image = testImage();
    if (image === null) {
      console.log(`      skipped: ${NO_IMAGE}`);
      this.skip();
    }
    site = await ChaosSite.open(image, TITLES);
    const hands = { git: developerHand(site.developer), jira: site.manager.hand };
    people = new People(hands, createRandom(SEED));
    console.log(`      what people do: PROPERTY_SEED=${SEED}`);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') console.log(await site?.lastWords());
  });
  after(async () => {
    if (people !== undefined) console.log(`      ${people.deeds.length} edits of people`);
    await site?.close();
  });

  /** Both sides are edited from before the trouble until after it, and then everything is well. */
  async function survives(trouble: Trouble): Promise<void> {
    const editing = new Editing(people, KEYS);
    try {
      await editing.goesOn(BOTH, 1);
      await editThrough(editing, trouble);
      await editing.goesOn(BOTH, 1);
    } finally {
      await editing.pause(BOTH);
    }
    await isWell();
  }

  async function editThrough(editing: Editing, { begin, shows, edited, stops = [], end }: Trouble): Promise<void> {
    await editing.pause(stops);
    try {
      await begin();
      await shows();
      await editing.goesOn(edited, 2);
    } finally {
      await end();
    }
  }

  /** Every word is on both sides once, they say the same but for what is held, and nothing more is written. */
  async function isWell(): Promise<void> {
    await site.rest();
    const sides = await readSides(site);
    const found = [...findDeeds({ jira: wordsOf(sides.jira), git: wordsOf(sides.git) }, people.deeds)];
    expect(found.filter(([, { jira, git }]) => jira !== 1 || git !== 1)).to.deep.equal([]);
    expect(undisputed(sides.git)).to.deep.equal(undisputed(sides.jira));
    const tip = await site.developer.tip();
    for (const full of [false, false, true]) await site.sync(full);
    expect(await readSides(site)).to.deep.equal(sides);
    expect(await site.developer.tip()).to.equal(tip);
  }

  const network = () => site.networks;
  const unreachable = (from: 'daemon' | 'gitServer', url: string) =>
    site[from].run(`! curl --silent --output /dev/null --max-time 3 ${url}`);

  it('the daemon is cut off from Jira', () =>
    survives({
      begin: () => network().back.disconnect(site.daemon.id),
      shows: () => unreachable('daemon', 'http://jira:8080/'),
      edited: BOTH,
      end: () => network().back.connect(site.daemon.id, 'daemon'),
    }));

  it('both change one title while Jira is cut off: each keeps its own, and a record has both', async () => {
    const { developer, manager, jira } = site;
    await network().back.disconnect(jira.id);
    try {
      await manager.rename(DISPUTED, 'Of Jira');
      await developer.push(async (read) => {
        const path = `issues/${DISPUTED}.md`;
        return [{ kind: 'put', path, content: (await read(path)).replace('title: First', 'title: Of git') }];
      });
    } finally {
      await network().back.connect(jira.id, 'jira');
    }
    await isWell();
    const { git, jira: inJira } = await readSides(site);
    expect([git[DISPUTED]?.title, inJira[DISPUTED]?.title]).to.deep.equal(['Of git', 'Of Jira']);
    const record = developer.read(`.tract/conflicts/${DISPUTED}.yaml`);
    expect(record).to.include('Of git').and.to.include('Of Jira');
  });

  it('Jira is frozen', () =>
    survives({
      begin: () => site.jira.freeze(),
      shows: () => unreachable('daemon', 'http://jira:8080/'),
      edited: ['git'],
      stops: ['jira'],
      end: () => site.jira.thaw(),
    }));

  it('Jira and the git server are slow', () =>
    survives({
      begin: () => Promise.all([site.jira.slow('128kbit'), site.gitServer.slow('128kbit')]),
      // At this rate a page of issues takes seconds.
      shows: () => unreachable('daemon', '--max-time 1 --user anna:anna http://jira:8080/rest/api/2/search'),
      edited: BOTH,
      end: () => Promise.all([site.jira.quicken(), site.gitServer.quicken()]),
    }));

  it('the git server is cut off from the daemon: pushes succeed, and tell that they come later', async () => {
    const later = '! The sync service does not run: this push is synced as soon as it does.';
    await survives({
      begin: () => network().front.disconnect(site.gitServer.id),
      shows: () =>
        eventually(
          () => site.developer.heard,
          (lines) => lines.includes(later),
        ),
      edited: BOTH,
      end: () => network().front.connect(site.gitServer.id, 'git'),
    });
    expect(site.developer.heard).to.have.lengthOf.at.least(1).and.to.not.include(later);
  });

  it('the daemon is killed, and started again', () =>
    survives({
      begin: () => site.daemon.kill(),
      shows: () => unreachable('gitServer', 'http://daemon:3100/health/live'),
      edited: BOTH,
      end: () => site.daemon.start(),
    }));

  it('the git server is killed, and started again', () =>
    survives({
      begin: () => site.gitServer.kill(),
      shows: () => site.daemon.run('! timeout 3 bash -c "</dev/tcp/git/22"'),
      edited: ['jira'],
      end: () => site.gitServer.start(),
    }));

  it('the daemon is killed, and started while it reaches neither Jira nor the git server', () =>
    survives({
      begin: async () => {
        await site.daemon.kill();
        await network().back.disconnect(site.jira.id);
        await network().front.disconnect(site.gitServer.id);
        await site.daemon.start();
      },
      shows: () =>
        eventually(
          () => site.health(),
          (state) => state === 'degraded',
          NOTICED_MS,
        ),
      edited: BOTH,
      end: async () => {
        await network().back.connect(site.jira.id, 'jira');
        await network().front.connect(site.gitServer.id, 'git');
      },
    }));
});

function undisputed(side: Sides['git']): Sides['git'] {
  return Object.fromEntries(Object.entries(side).filter(([key]) => key !== DISPUTED));
}
