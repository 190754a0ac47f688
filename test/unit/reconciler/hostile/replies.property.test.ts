import { expect } from 'chai';
import fc from 'fast-check';
import { Failure } from '../../../../src/model/failure.ts';
import type { JiraSide } from '../../../../src/reconciler/jira-side.ts';
import type { Log } from '../../../../src/reconciler/log.ts';
import { SpoilingProxy } from '../../../support/spoiling-proxy.ts';
import { RECORDED_BODIES, spoilings } from '../../../support/spoilt-reply.ts';
import { type EmulatorWorld, emulatorWorld } from '../jira/emulator-world.ts';

const PASSWORD = 'tract-secret';
/** In each form in which it travels. */
const SECRETS = {
  server: [PASSWORD, Buffer.from(`tract:${PASSWORD}`).toString('base64')],
  cloud: [PASSWORD, Buffer.from(`tract@example.com:${PASSWORD}`).toString('base64')],
};

/** Everything that is asked of Jira without writing to it. */
const READINGS: Readonly<Record<string, (side: JiraSide, key: string, id: string) => Promise<unknown>>> = {
  connect: (side) => side.connect(),
  poll: async (side) => side.poll((await side.poll(null)).cursor),
  read: (side, key) => side.read([key, 'APP-999']),
  list: (side) => all(side.list()),
  stamps: (side) => all(side.stamps()),
  changes: (side, _key, id) => side.lastChanges(id, [{ kind: 'field', name: 'title' }]),
  find: (side, key, id) =>
    side.find({
      action: {
        ...{ kind: 'add-comment', id, key, uid: 'u', ref: 'r', author: 'tract', reason: 'test' },
        body: { kind: 'wiki', wiki: 'Hello' },
      },
      atMs: 0,
      known: [],
    }),
};

for (const flavor of ['server', 'cloud'] as const) {
  describe(`whatever a Jira ${flavor} answers`, function () {
    this.timeout(120_000);
    let world: EmulatorWorld;
    let proxy: SpoilingProxy;
    let issue: { readonly id: string; readonly key: string };
    before(async () => {
      if (RECORDED_BODIES.length === 0)
        console.log('      (no recorded payloads are here: the replies of the emulator are spoilt alone)');
      world = await emulatorWorld(flavor);
      proxy = await SpoilingProxy.open(world.jira.url);
      issue = await world.createIssue('First');
      await world.comment(issue.key, 'Said');
      await world.logWork(issue.key, 3_600, '2026-02-14T09:00:00Z', 'Did');
    });
    after(async () => {
      await proxy.close();
      await world.close();
    });

    for (const [name, read] of Object.entries(READINGS)) {
      it(`${name}: comes to an answer or a Failure, writes nothing, and tells no secret`, async () => {
        const plan = fc.record({ spoil: spoilings(SECRETS[flavor]), from: fc.nat({ max: 6 }), all: fc.boolean() });
        await fc.assert(
          fc.asyncProperty(plan, async ({ spoil, from, all }) => {
            const words: string[] = [];
            const side = world.open({ url: proxy.url, log: listening(words) });
            proxy.begin((index) => (index === from || (all && index > from) ? spoil : null));
            const writes = world.jira.requests.writes().length;
            const error = await read(side, issue.key, issue.id).then(
              () => null,
              (thrown: unknown) => thrown,
            );
            await side.close();
            if (error !== null) {
              expect(error, String((error as Error).stack)).to.be.instanceOf(Failure);
              words.push(wordsOf(error as Failure));
            }
            expect(world.jira.requests.writes()).to.have.length(writes);
            for (const secret of SECRETS[flavor]) expect(words.join('\n')).not.to.include(secret);
          }),
          { numRuns: 60 },
        );
      });
    }

    it('what is there is never taken for deleted', async () => {
      const plan = fc.record({ spoil: spoilings(['x']), from: fc.nat({ max: 3 }) });
      await fc.assert(
        fc.asyncProperty(plan, async ({ spoil, from }) => {
          const side = world.open({ url: proxy.url });
          proxy.begin(() => null);
          await side.connect();
          proxy.begin((index) => (index === from ? (reply) => ({ ...spoil(reply), status: reply.status }) : null));
          const readings = await side.read([issue.key]).catch(() => null);
          await side.close();
          if (readings !== null) expect(readings.get(issue.key)?.kind).to.equal('present');
        }),
        { numRuns: 60 },
      );
    });
  });
}

async function all<T>(pages: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const page of pages) found.push(page);
  return found;
}

function listening(words: string[]): Log {
  const hear = (message: string, facts?: unknown) => void words.push(`${message} ${JSON.stringify(facts)}`);
  return { debug: hear, info: hear, warn: hear, error: hear };
}

function wordsOf({ message, fields, cause, stack }: Failure): string {
  return [message, JSON.stringify(fields), String(cause), stack].join('\n');
}
