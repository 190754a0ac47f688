import { expect } from 'chai';
import fc from 'fast-check';
import { joinQueue } from '../../../src/model/queue.ts';
import { CREATES_PATH, readQueueFile, withoutQueueLines } from '../../../src/model/queue-file.ts';

const AT = '2026-02-14T09:00:00Z';
const LOG = '.tract/queue/worklogs/20260214T090000Z-w1.json';
const create = (id: string, at = AT) => JSON.stringify({ id, path: `issues/APP-OFFLINE-${id}.md`, at, author: 'jane' });
const log = (id: string, at = AT, issue = 'APP-1') => JSON.stringify({ id, issue, author: 'jane', time: '2h', at });

describe('the queue of offline work', () => {
  it('reads creates line by line, whatever else is there', () => {
    const text = `\ufeff${create('a')}\r\n\n{"id":"b"}\n=======\n${create('c')}`;
    const { entries, problems } = readQueueFile(CREATES_PATH, text);
    expect(entries.map(({ entry, place }) => [entry.id, place.line])).to.deep.equal([
      ['a', 1],
      ['c', 5],
    ]);
    expect(problems.map(({ line, reason }) => [line, reason])).to.deep.equal([
      [3, '"at" must be a time such as 2026-02-14T09:00:00Z'],
      [4, 'left by a merge in git: choose what is right and delete the marks'],
    ]);
  });

  it('says what is wrong with a file', () => {
    const reasons = [
      log('w1', AT, 'nonsense'),
      log(' '),
      log('w1', 'soon'),
      '[]',
      '',
      `${create('a')}\n${create('b')}`,
    ].map((text) => readQueueFile(LOG, text).problems[0]?.reason);
    expect(reasons[0]).to.equal('"issue" must be a ticket key such as APP-123');
    expect(reasons.every((reason) => reason !== undefined)).to.equal(true);
    const path = JSON.stringify({ id: 'a', path: 'issues/APP-7.md', at: AT });
    expect(readQueueFile(CREATES_PATH, path).problems[0]?.reason).to.match(/^"path" must be the file of a new ticket/);
    expect(readQueueFile('.tract/queue/other.txt', 'x').problems).to.have.lengthOf(1);
    expect(readQueueFile('.tract/queue/worklogs/.gitkeep', '')).to.deep.equal({ entries: [], problems: [] });
  });

  it('is ordered by age, across tickets and kinds', () => {
    const { queued } = joinQueue([
      readQueueFile(
        CREATES_PATH,
        `${create('b', '2026-02-14T11:00:00+02:00')}\n${create('a', '2026-02-14T10:00:00Z')}\n`,
      ),
      readQueueFile(LOG, log('w1', '2026-02-14T09:30:00Z')),
    ]);
    expect(queued.map(({ entry }) => entry.id)).to.deep.equal(['b', 'w1', 'a']);
  });

  it('takes an entry that stands twice for one, and tells two that contradict each other', () => {
    const other = LOG.replace('w1', 'other');
    const twice = joinQueue([readQueueFile(LOG, log('w1')), readQueueFile(other, log('w1'))]);
    expect(twice.problems).to.deep.equal([]);
    expect(twice.queued.map(({ places }) => places.map(({ file }) => file))).to.deep.equal([[LOG, other]]);
    const two = joinQueue([
      readQueueFile(LOG, log('w1')),
      readQueueFile(other, log('w1', '2026-01-01T00:00:00Z', 'APP-2')),
    ]);
    expect(two.queued.map(({ entry }) => entry.kind === 'worklog' && entry.issue)).to.deep.equal(['APP-2']);
    expect(two.problems.map(({ file }) => file)).to.deep.equal([LOG]);
  });

  it('reads any text without an error, and takes out lines without touching others', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\n', ' ')),
      fc.constantFrom(create('a'), log('w')),
    );
    const lines = fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n')).map((pair) => pair.join('')));
    fc.assert(
      fc.property(lines, fc.func(fc.boolean()), (pieces, isGone) => {
        const text = pieces.join('');
        const read = readQueueFile(CREATES_PATH, text);
        const told = [...read.entries.map(({ place }) => place.line), ...read.problems.map((problem) => problem.line)];
        expect(new Set(told).size).to.equal(told.length);
        joinQueue([read, readQueueFile(LOG, text)]);
        const gone = new Set(pieces.flatMap((_, index) => (isGone(index) ? [index + 1] : [])));
        const left = pieces.filter((_, index) => !gone.has(index + 1)).join('');
        expect(withoutQueueLines(text, gone)).to.equal(left);
      }),
    );
  });
});
