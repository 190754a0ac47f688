import { createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { isTicketKey, projectOf } from '../../../src/model/ticket-key.ts';
import { issuesOfWebhook, sentAtOfWebhook } from '../../../src/server/issues-of-webhook.ts';
import type { RunningServer } from '../../../src/server/start-server.ts';
import { FakeEngine, SECRET, serve } from './fake-engine.ts';

const RECORDED = '../shared/jira/recorded';

/** What may stand in the place of anything in a body. */
const STRANGE = fc.oneof(
  fc.constantFrom(null, true, 0, -1, 1e308, '', 'APP-1', 'APP-1\n', '../../etc', '__proto__', '10001 OR 1=1', [], {}),
  fc.jsonValue({ maxDepth: 2 }),
);

/** The body with one of its values replaced, taken away or doubled. */
function mutate(body: unknown, turn: number, value: unknown): unknown {
  const places: { readonly at: Record<string, unknown>; readonly name: string }[] = [];
  const copy = structuredClone(body);
  const visit = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    for (const name of Object.keys(node)) {
      places.push({ at: node as Record<string, unknown>, name });
      visit((node as Record<string, unknown>)[name]);
    }
  };
  visit(copy);
  const place = places[turn % Math.max(1, places.length)];
  if (place === undefined) return value;
  if (turn % 3 === 0) delete place.at[place.name];
  else place.at[place.name] = value;
  return copy;
}

function recordedBodies(): readonly unknown[] {
  const files = readdirSync(RECORDED).filter((name) => name.endsWith('.json'));
  return files.map((file) => JSON.parse(readFileSync(`${RECORDED}/${file}`, 'utf8')) as unknown);
}

function expectHarmless(body: unknown): void {
  for (const ref of issuesOfWebhook(body, 'APP')) {
    const isOwnKey = isTicketKey(ref) && projectOf(ref) === 'APP';
    expect(isOwnKey || /^[1-9]\d{0,18}$/.test(ref), ref).to.equal(true);
  }
  const sentAt = sentAtOfWebhook(body);
  expect(sentAt === null || Number.isSafeInteger(sentAt)).to.equal(true);
}

describe('bodies of webhooks', () => {
  it('of any shape name tickets of the project or nothing', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.record(
          {
            timestamp: STRANGE,
            issue: STRANGE,
            comment: STRANGE,
            worklog: STRANGE,
            issueLink: STRANGE,
            changelog: STRANGE,
          },
          { requiredKeys: [] },
        ),
        (any, known) => {
          expectHarmless(any);
          expectHarmless(known);
        },
      ),
    );
  });

  it('as Jira sends them, and changed in any place, are understood or ignored', function () {
    if (!existsSync(RECORDED)) {
      console.log(`      skipped: ${RECORDED} is not here`);
      this.skip();
    }
    const bodies = recordedBodies();
    fc.assert(
      fc.property(fc.constantFrom(...bodies), fc.nat(), STRANGE, (body, turn, value) => {
        expectHarmless(mutate(body, turn, value));
      }),
      { numRuns: 500 },
    );
  });

  describe('over HTTP', () => {
    let engine: FakeEngine;
    let server: RunningServer;
    beforeEach(async () => {
      engine = new FakeEngine();
      server = await serve(engine);
    });
    afterEach(() => server.close(0));

    const post = (body: Uint8Array, headers: Record<string, string> = {}) =>
      fetch(`${server.url}/webhook/jira`, {
        method: 'POST',
        headers: { 'X-Hub-Signature': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`, ...headers },
        body,
      });

    it('that are no JSON, no text or nothing at all still cause a look', async () => {
      for (const body of [new Uint8Array(), new Uint8Array([0xff, 0xfe, 0]), new TextEncoder().encode('[1,')]) {
        expect((await post(body)).status).to.equal(202);
      }
      expect(engine.nudges.map(({ refs }) => refs)).to.deep.equal([[], [], []]);
    });

    it('are taken whatever type they say they are, and whatever their address adds', async () => {
      const body = new TextEncoder().encode('{"issue":{"key":"APP-1"}}');
      expect((await post(body, { 'Content-Type': 'text/html' })).status).to.equal(202);
      const token = encodeURIComponent(SECRET);
      const path = `/webhook/jira?token=${token}&user_id=admin&user_key=admin`;
      expect((await fetch(server.url + path, { method: 'POST', body })).status).to.equal(202);
      expect(engine.nudges.map(({ refs }) => refs)).to.deep.equal([['APP-1'], ['APP-1']]);
    });

    it('are never data: they reach the engine as names alone', async () => {
      const body = { issue: { key: 'APP-1', fields: { summary: 'From outside' } }, comment: { body: 'x' } };
      await post(new TextEncoder().encode(JSON.stringify(body)));
      expect(engine.nudges).to.deep.equal([{ side: 'jira', refs: ['APP-1'] }]);
      expect([engine.requests, engine.syncs]).to.deep.equal([[], []]);
    });

    it('are not read beyond the limit', async () => {
      expect((await post(new Uint8Array(9 * 1024 * 1024))).status).to.equal(413);
      expect(engine.nudges).to.deep.equal([]);
    });
  });
});
