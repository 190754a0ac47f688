import { expect } from 'chai';
import { makeTemporaryClone, type TemporaryClone, ticketText } from '../temporary-clone.ts';

const FILES = {
  'issues/APP-1.md': ticketText(
    [
      'title: Login times out',
      'type: Bug',
      'status: In Progress',
      'priority: High',
      'assignee: anna',
      'updated: 2026-02-10T09:00:00Z',
      'points: 3',
      'components: [Auth]',
      'labels: [security, urgent]',
      'estimate: 1h 30m',
    ],
    'Sessions end too early.',
  ),
  'issues/APP-2.md': ticketText(
    [
      'title: Export',
      'type: Task',
      'status: Done',
      'priority: Low',
      'assignee: john.doe',
      'updated: 2026-02-12T09:00:00Z',
      'points: 8',
      'labels: [urgent]',
    ],
    'Nothing.\n\n## Comments\n\n**anna** - 2026-02-13 09:15:00\n\nThe login page breaks here.',
  ),
  'issues/APP-10.md': ticketText([
    'title: A board with a very long title that goes on and on',
    'type: Task',
    'status: To Do',
    'updated: 2026-02-11T09:00:00Z',
    'points: 5',
    'due: 2026-03-01',
  ]),
  'issues/APP-OFFLINE-1f.md': ticketText(['title: New here']),
} as const;

describe('tract list', () => {
  let clone: TemporaryClone;
  before(() => {
    clone = makeTemporaryClone(FILES);
  });
  after(() => clone.remove());
  const keys = async (...args: string[]) => {
    const { out, code, err } = await clone.run(['list', '--json', ...args], { env: { TRACT_AUTHOR: 'anna' } });
    expect(code, err).to.equal(0);
    return (JSON.parse(out) as { readonly tickets: readonly { readonly key: string }[] }).tickets.map(({ key }) => key);
  };

  it('shows the newest first, and what has no time last', async () => {
    expect(await keys()).to.deep.equal(['APP-2', 'APP-10', 'APP-1', 'APP-OFFLINE-1f']);
  });

  it('takes the same option again for or, and another for and', async () => {
    expect(await keys('--status', 'done', '--status', 'In Progress')).to.deep.equal(['APP-2', 'APP-1']);
    expect(await keys('--label', 'urgent', '--status', 'Done')).to.deep.equal(['APP-2']);
    expect(await keys('--label', 'urgent', '--label', 'security', '--component', 'auth')).to.deep.equal(['APP-1']);
  });

  it('knows me, names of people, nobody and what is open', async () => {
    expect(await keys('--assignee', 'me')).to.deep.equal(['APP-1']);
    expect(await keys('--assignee', 'John Doe')).to.deep.equal(['APP-2']);
    expect(await keys('--assignee', 'none')).to.deep.equal(['APP-10', 'APP-OFFLINE-1f']);
    expect(await keys('--open')).to.deep.equal(['APP-10', 'APP-1', 'APP-OFFLINE-1f']);
  });

  it('compares any field by --where, numbers as numbers and durations as time', async () => {
    expect(await keys('--where', 'points>=5')).to.deep.equal(['APP-2', 'APP-10']);
    expect(await keys('--where', 'points>=5', '--where', 'points<=5')).to.deep.equal(['APP-10']);
    expect(await keys('--where', 'estimate=90m')).to.deep.equal(['APP-1']);
    expect(await keys('--where', 'labels!=urgent')).to.deep.equal(['APP-10', 'APP-OFFLINE-1f']);
    expect(await keys('--where', 'title~BOARD', '--where', 'title~export')).to.deep.equal(['APP-2', 'APP-10']);
    expect(await keys('--where', 'key=app-1')).to.deep.equal(['APP-1']);
    expect(await keys('--where', 'updated<=2026-02-11')).to.deep.equal(['APP-10', 'APP-1']);
  });

  it('knows days', async () => {
    expect(await keys('--updated-since', '2026-02-11')).to.deep.equal(['APP-2', 'APP-10']);
    expect(await keys('--due-before', '2026-03-01')).to.deep.equal(['APP-10']);
  });

  it('sorts in the order of the project, either way, and by several fields', async () => {
    expect(await keys('--sort', 'status')).to.deep.equal(['APP-10', 'APP-1', 'APP-2', 'APP-OFFLINE-1f']);
    expect(await keys('--sort', '-status,key')).to.deep.equal(['APP-2', 'APP-1', 'APP-10', 'APP-OFFLINE-1f']);
    expect(await keys('--sort', '-key', '--limit', '2')).to.deep.equal(['APP-OFFLINE-1f', 'APP-10']);
  });

  it('says all that a ticket says to programs', async () => {
    const { out } = await clone.run(['list', '--json', '--where', 'key=APP-1']);
    expect(JSON.parse(out)).to.deep.equal({
      total: 1,
      tickets: [
        {
          key: 'APP-1',
          path: 'issues/APP-1.md',
          fields: {
            title: 'Login times out',
            type: 'Bug',
            status: 'In Progress',
            priority: 'High',
            assignee: 'anna',
            updated: '2026-02-10T09:00:00Z',
            points: 3,
            components: ['Auth'],
            labels: ['security', 'urgent'],
            estimate: 5400,
          },
        },
      ],
    });
  });

  it('fits the terminal, and cuts nothing in a pipe', async () => {
    const { out } = await clone.run(['list'], { columns: 60 });
    const lines = out.split('\n');
    expect(Math.max(...lines.map((line) => line.length))).to.be.at.most(60);
    expect(out).to.include('…').and.include('4 tickets');
    expect((await clone.run(['list'])).out)
      .to.include('goes on and on')
      .and.not.include('4 tickets');
    expect((await clone.run(['list', '--columns', 'key,points', '--where', 'points=3'])).out).to.equal(
      'KEY    POINTS\nAPP-1  3\n',
    );
  });

  it('says what a name may have meant', async () => {
    expect((await clone.run(['list', '--status', 'In Progess'])).err).to.include(
      'no ticket has status "In Progess"; did you mean "In Progress"?',
    );
    const { code, err } = await clone.run(['list', '--where', 'asignee=anna']);
    expect([code, err]).to.deep.equal([2, 'tract: --where: there is no field "asignee"; did you mean "assignee"?\n']);
    expect((await clone.run(['list', '--sort', 'notes'])).err).to.include('--sort: there is no field "notes"');
    expect((await clone.run(['list', '--where', 'nonsense'])).code).to.equal(2);
  });

  it('says where it must be run', async () => {
    const { runIn } = await import('../temporary-clone.ts');
    const { code, err } = await runIn('/', ['list']);
    expect([code, err]).to.deep.equal([
      2,
      'tract: this is no clone of a ticket repository: there is no .tract/config.yaml here or above; get one with `tract clone URL`\n',
    ]);
  });
});

describe('tract show', () => {
  let clone: TemporaryClone;
  before(() => {
    clone = makeTemporaryClone(FILES);
  });
  after(() => clone.remove());

  it('shows fields, description and how many comments there are', async () => {
    const { out } = await clone.run(['show', '2'], { columns: 80 });
    expect(out)
      .to.match(/^APP-2 {2}Export\ntype +Task\n/)
      .and.match(/assignee +John Doe \(john\.doe\)\n/)
      .and.match(/updated +2026-02-12 09:00 UTC\n/);
    expect(out).to.include(
      '\n\nNothing.\n\n1 comment, the last on 2026-02-13 09:15 UTC by Anna Berg (anna); --comments\nshows them\n',
    );
    expect((await clone.run(['show', '2', '--comments'])).out).to.include(
      'Anna Berg (anna), 2026-02-13 09:15 UTC\nThe login page breaks here.',
    );
  });

  it('wraps text and not code, and lets nothing steer the terminal', async () => {
    const long = 'word '.repeat(40).trim();
    clone.write(
      'issues/APP-3.md',
      ticketText(['title: "Bad \\e[31m title"'], `- ${long}\n\n\`\`\`\n${long}\n\`\`\`\n\n\u001b[2J`),
    );
    const { out } = await clone.run(['show', '3'], { columns: 40 });
    expect(out).not.to.include('\u001b');
    const lines = out.split('\n');
    expect(lines.filter((line) => line === long)).to.have.lengthOf(1);
    expect(lines.filter((line) => line.startsWith('  word'))).to.have.length.greaterThan(3);
    expect(Math.max(...lines.filter((line) => line !== long).map((line) => line.length))).to.be.at.most(40);
  });

  it('gives the file as it is, and everything to programs', async () => {
    expect((await clone.run(['show', 'APP-2', '--raw'])).out).to.equal(FILES['issues/APP-2.md']);
    const document = JSON.parse((await clone.run(['show', 'APP-2', '--json'])).out) as object;
    expect(document).to.deep.include({
      key: 'APP-2',
      path: 'issues/APP-2.md',
      description: 'Nothing.',
      comments: [{ author: 'anna', at: '2026-02-13T09:15:00Z', body: 'The login page breaks here.' }],
    });
  });

  it('shows what is good of a ticket with a wrong value, and tells of that by its line', async () => {
    clone.write('issues/APP-4.md', ticketText(['title: Four', 'due: soon']));
    const { code, out, err } = await clone.run(['show', '4']);
    expect(code).to.equal(0);
    expect(out)
      .to.include('APP-4  Four')
      .and.match(/due +\? .*soon/);
    expect(err).to.include('issues/APP-4.md:3: "due"');
  });

  it('fails for a file that is no ticket, by its line, and for a ticket that is not there', async () => {
    clone.write('issues/APP-5.md', ticketText(['title: [x']));
    expect((await clone.run(['show', '5'])).err).to.match(/^tract: issues\/APP-5\.md:3: /);
    expect(await clone.run(['show', '../../etc/passwd'])).to.include({ code: 1, out: '' });
  });
});

describe('tract search', () => {
  let clone: TemporaryClone;
  before(() => {
    clone = makeTemporaryClone(FILES);
  });
  after(() => clone.remove());

  it('finds all words, in titles first, and says where else', async () => {
    const { out, code } = await clone.run(['search', 'LOGIN', '--json']);
    const { total, hits } = JSON.parse(out) as {
      readonly total: number;
      readonly hits: readonly { readonly key: string; readonly places: readonly object[] }[];
    };
    expect([code, total, hits.map(({ key }) => key)]).to.deep.equal([0, 2, ['APP-1', 'APP-2']]);
    expect(hits[1]?.places).to.deep.equal([
      { where: 'comment by anna 2026-02-13', snippet: 'The login page breaks here.' },
    ]);
    expect((await clone.run(['search', 'login', 'sessions'])).out).to.equal(
      'APP-1  Login times out\n    description: Sessions end too early.\n',
    );
  });

  it('exits 1 where nothing is found, and 2 where nothing is asked', async () => {
    expect(await clone.run(['search', 'quux'])).to.include({ code: 1, out: 'Nothing found.\n' });
    expect((await clone.run(['search', ' '])).code).to.equal(2);
  });

  it('finds a word that YAML spells in another way', async () => {
    clone.write('issues/APP-6.md', ticketText(["title: 'It''s caf\u0065\u0301'"]));
    clone.write('issues/APP-7.md', ticketText(['title: "caf\\u00e9"']));
    expect((await clone.run(['search', "it's"])).out).to.include('APP-6');
    expect((await clone.run(['search', 'café'])).out)
      .to.include('APP-6')
      .and.include('APP-7');
  });
});
