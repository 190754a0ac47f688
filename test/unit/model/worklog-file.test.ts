import { expect } from 'chai';
import fc from 'fast-check';
import type { GitWorklog } from '../../../src/model/worklog.ts';
import { editWorklogFile, readWorklogFile } from '../../../src/model/worklog-file.ts';
import { parseWorklogLine, renderWorklogLine, worklogMonth } from '../../../src/model/worklog-line.ts';

const WORKING = { secondsPerDay: 28_800, secondsPerWeek: 144_000 };

const entry: GitWorklog = {
  id: 'w1',
  issue: 'APP-1234',
  author: 'john.doe',
  seconds: 7200,
  started: '2026-02-14T09:00:00Z',
  comment: 'Fixed bug',
};

const anyWorklog: fc.Arbitrary<GitWorklog> = fc.record({
  id: fc.option(fc.uuid()),
  issue: fc.constantFrom('APP-1', 'APP-OFFLINE-3fa9', 'TB_2-77'),
  author: fc.constantFrom('me', 'john.doe', '"quoted"', 'zo\u00eb'),
  seconds: fc.integer({ min: 1, max: 1_000_000 }),
  started: fc.constantFrom('2026-02-14T09:00:00Z', '2026-12-31T23:59:59Z'),
  comment: fc.string({ unit: 'binary' }).map((text) => text.replace(/\r\n?/g, '\n').replace(/^\s+|\s+$/g, '')),
});

const anyLine = fc.oneof(
  anyWorklog.map(renderWorklogLine),
  fc.constantFrom('', '   ', 'not json', '<<<<<<< HEAD', '=======', '[]', 'null', '{"issue":"APP-9"}', '{"time":'),
);

const anyFile = fc
  .tuple(fc.array(fc.tuple(anyLine, fc.constantFrom('\n', '\r\n'))), fc.option(anyLine, { nil: '' }))
  .map(([lines, last]) => lines.flat().join('') + last);

describe('a worklog line', () => {
  it('is written with its members in order', () => {
    expect(renderWorklogLine(entry)).to.equal(
      '{"issue":"APP-1234","author":"john.doe","time":"2h","started":"2026-02-14T09:00:00Z","comment":"Fixed bug","id":"w1"}',
    );
  });

  it('leaves out a comment and an id that there are not', () => {
    expect(renderWorklogLine({ ...entry, id: null, comment: '' })).to.equal(
      '{"issue":"APP-1234","author":"john.doe","time":"2h","started":"2026-02-14T09:00:00Z"}',
    );
  });

  it('reads back as it was written', () => {
    fc.assert(
      fc.property(anyWorklog, (worklog) => {
        expect(parseWorklogLine(renderWorklogLine(worklog), WORKING)).to.deep.equal({ kind: 'worklog', worklog });
      }),
    );
  });

  it('belongs to the month in which it started as written, not in UTC', () => {
    expect(worklogMonth('2026-03-01T00:30:00+02:00')).to.equal('2026-03');
  });

  const refused: readonly (readonly [string, string, RegExp])[] = [
    ['no issue', '{"author":"me","time":"2h","started":"2026-02-14T09:00:00Z"}', /"issue"/],
    [
      'a path for an issue',
      '{"issue":"../APP-1","author":"me","time":"2h","started":"2026-02-14T09:00:00Z"}',
      /"issue"/,
    ],
    ['no author', '{"issue":"APP-1","author":" ","time":"2h","started":"2026-02-14T09:00:00Z"}', /"author"/],
    ['a bare number of hours', '{"issue":"APP-1","author":"me","time":2,"started":"2026-02-14T09:00:00Z"}', /"time"/],
    ['no time at all', '{"issue":"APP-1","author":"me","time":"0h","started":"2026-02-14T09:00:00Z"}', /zero/],
    [
      'a day that does not exist',
      '{"issue":"APP-1","author":"me","time":"2h","started":"2026-02-30T09:00:00Z"}',
      /"started"/,
    ],
    [
      'an id that is a number',
      '{"issue":"APP-1","author":"me","time":"2h","started":"2026-02-14T09:00:00Z","id":7}',
      /"id"/,
    ],
    [
      'a comment that is a list',
      '{"issue":"APP-1","author":"me","time":"2h","started":"2026-02-14T09:00:00Z","comment":[]}',
      /"comment"/,
    ],
    ['a merge that was not finished', '<<<<<<< HEAD', /merge/],
    ['a line that was cut', '{"issue":"APP-1","author":', /JSON/],
  ];
  for (const [situation, line, reason] of refused) {
    it(`is refused with ${situation}`, () => {
      const reading = parseWorklogLine(line, WORKING);
      expect(reading.kind).to.equal('invalid');
      expect(reading.kind === 'invalid' && reading.reason).to.match(reason);
    });
  }

  it('still tells whose it was when it is cut', () => {
    expect(parseWorklogLine('{"issue":"APP-1","author":', WORKING)).to.include({ kind: 'invalid', issue: 'APP-1' });
  });
});

describe('a worklog file', () => {
  const byHand = `{ "started": "2026-02-14T10:00:00+01:00", "time": "90m", "big": 12345678901234567890, "issue": "APP-1", "author": "me" }`;

  it('reads each line for itself, with CRLF, blank lines and no final line end', () => {
    const text = `\ufeff${renderWorklogLine(entry)}\r\n\r\nbroken\r\n${byHand}`;
    const { lines, problems } = readWorklogFile('2026-02', text, WORKING);
    expect(lines.map(({ line, worklog }) => [line, worklog.seconds, worklog.started])).to.deep.equal([
      [1, 7200, '2026-02-14T09:00:00Z'],
      [4, 5400, '2026-02-14T09:00:00Z'],
    ]);
    expect(problems.map(({ line, month }) => [line, month])).to.deep.equal([[3, '2026-02']]);
  });

  it('keeps spelling, order, spaces and unknown members of a line that changes', () => {
    const worklog = { ...entry, id: null, issue: 'APP-1', author: 'me', seconds: 5400, comment: 'More' };
    expect(editWorklogFile(byHand, { add: [], replace: [{ line: 1, worklog }], remove: [] }, WORKING)).to.equal(
      byHand.replace(' }', ', "comment": "More" }'),
    );
  });

  it('takes a member away wherever it stands', () => {
    const line = `{"comment":"a","issue":"APP-1","author":"me","comment":"b","time":"2h","started":"2026-02-14T09:00:00Z"}`;
    const worklog = { ...entry, id: null, issue: 'APP-1', author: 'me', comment: '' };
    expect(editWorklogFile(line, { add: [], replace: [{ line: 1, worklog }], remove: [] }, WORKING)).to.equal(
      '{"issue":"APP-1","author":"me","time":"2h","started":"2026-02-14T09:00:00Z"}',
    );
  });

  it('changes the one that counts of two members of one name', () => {
    const line = '{"issue":"APP-1","time":"1h","author":"me","time":"2h","started":"2026-02-14T09:00:00Z"}';
    const worklog = { ...entry, id: null, issue: 'APP-1', author: 'me', seconds: 600, comment: '' };
    expect(editWorklogFile(line, { add: [], replace: [{ line: 1, worklog }], remove: [] }, WORKING)).to.equal(
      line.replace('2h', '10m'),
    );
  });

  it('adds behind a last line that has no line end', () => {
    const text = editWorklogFile('x\r\ny', { add: [entry], replace: [], remove: [] }, WORKING);
    expect(text).to.equal(`x\r\ny\r\n${renderWorklogLine(entry)}\r\n`);
  });

  it('changes only the lines of an edit, whatever else stands there', () => {
    fc.assert(
      fc.property(anyFile, anyWorklog, anyWorklog, fc.nat(), (text, changed, added, pick) => {
        const { lines } = readWorklogFile('2026-02', text, WORKING);
        const target = lines[pick % Math.max(lines.length, 1)];
        const replace = target ? [{ line: target.line, worklog: changed }] : [];
        const edited = editWorklogFile(text, { add: [added], replace, remove: [] }, WORKING);
        const before = text.split('\n');
        const after = edited.split('\n');
        before.forEach((line, index) => {
          const isLast = index === before.length - 1;
          if (index + 1 !== target?.line && !(isLast && line === '')) {
            expect(after[index]?.replace(isLast ? /\r$/ : '', '')).to.equal(line.replace(isLast ? /\r$/ : '', ''));
          }
        });
        const result = readWorklogFile('2026-02', edited, WORKING).lines.map(({ worklog }) => worklog);
        const expected = lines.map((line) => (line === target ? changed : line.worklog));
        expect(result).to.deep.equal([...expected, added]);
      }),
    );
  });

  it('is byte for byte the rest when lines are removed', () => {
    fc.assert(
      fc.property(anyFile, fc.nat(), (text, pick) => {
        const { lines } = readWorklogFile('2026-02', text, WORKING);
        const target = lines[pick % Math.max(lines.length, 1)];
        fc.pre(target !== undefined);
        const edited = editWorklogFile(text, { add: [], replace: [], remove: [target?.line ?? 0] }, WORKING);
        const rest = text.match(/[^\n]*\n|[^\n]+$/g)?.filter((_, index) => index + 1 !== target?.line) ?? [];
        expect(edited).to.equal(rest.join(''));
      }),
    );
  });
});
