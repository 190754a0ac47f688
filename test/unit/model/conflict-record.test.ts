import { expect } from 'chai';
import fc from 'fast-check';
import {
  type ConflictRecord,
  conflictRecordPath,
  keyOfRecord,
  type RecordedValue,
} from '../../../src/model/conflict-record.ts';
import { parseConflictRecord } from '../../../src/model/parse-conflict-record.ts';
import { renderConflictRecord } from '../../../src/model/render-conflict-record.ts';

const SIDE = { value: 'x', by: 'jane', at: '2026-02-14T09:00:00Z', source: 'abc' };
const CONFLICT = {
  field: 'title',
  since: '2026-02-14T09:00:00Z',
  reason: 'git says "x", Jira says "y"',
  rule: 'hold (default)',
  base: 'old',
  git: SIDE,
  jira: { ...SIDE, value: 'y', source: '10023' },
  seen: { git: 'aa', jira: 'bb' },
  decision: null,
};

const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom('\n', ' ', '\t', '\r', '#', ':', '-', '|', '"', "'", '\\', '~', 'no', 'a', '\u2028', '%', '---'),
      {
        maxLength: 30,
      },
    )
    .map((parts) => parts.join('')),
);
const value: fc.Arbitrary<RecordedValue> = fc.oneof(
  fc.constant(null),
  nasty,
  fc.array(nasty, { maxLength: 4 }),
  fc.dictionary(fc.constantFrom('time', 'started', 'author', 'comment'), nasty, { minKeys: 1, noNullPrototype: true }),
);
const side = fc.record({
  value,
  by: fc.option(nasty),
  at: fc.option(nasty),
  source: fc.option(nasty),
});
const present = value.filter((each) => each !== null);
const decision = fc.option(
  fc.oneof(
    fc.record({ take: fc.constantFrom('git' as const, 'jira' as const), value: fc.constant(undefined) }),
    fc.record({ take: fc.constant('merged' as const), value: present }),
  ),
);
const conflict = fc.record({
  field: nasty,
  since: nasty,
  reason: nasty,
  rule: nasty,
  base: value,
  git: side,
  jira: side,
  seen: fc.record({ git: nasty, jira: nasty }),
  decision,
});
const record: fc.Arbitrary<ConflictRecord> = fc.record({
  issue: fc.constant('APP-7'),
  conflicts: fc.array(conflict, { minLength: 1, maxLength: 3 }),
});

describe('the record of what is in conflict', () => {
  it('reads as what was written, whatever the texts say', () => {
    fc.assert(
      fc.property(record, (written) => {
        const reading = parseConflictRecord(renderConflictRecord(written));
        expect(reading).to.deep.equal({ kind: 'record', record: written });
      }),
    );
  });

  it('shows a text of several lines as it is', () => {
    const text = 'First line\n\n- a point\n  with more';
    const shown = renderConflictRecord({ issue: 'APP-7', conflicts: [{ ...CONFLICT, base: text }] });
    expect(shown).to.include('    base: |-\n      First line\n\n      - a point\n        with more\n    git:\n');
  });

  it('is one file for each ticket, and nothing else is a record', () => {
    expect(conflictRecordPath('APP-7')).to.equal('.tract/conflicts/APP-7.yaml');
    expect(keyOfRecord('.tract/conflicts/APP-7.yaml')).to.equal('APP-7');
    for (const path of ['.tract/conflicts/../x.yaml', '.tract/conflicts/app.yaml', '.tract/conflicts/a/APP-7.yaml']) {
      expect(keyOfRecord(path), path).to.equal(null);
    }
  });

  describe('with what a person wrote into it', () => {
    const shown = renderConflictRecord({ issue: 'APP-7', conflicts: [CONFLICT] });
    const withLine = (line: string) => shown.replace('  - field: title\n', `  - field: title\n    ${line}\n`);

    it('tells the side that they take', () => {
      const reading = parseConflictRecord(withLine('take: git'));
      expect(reading.kind === 'record' && reading.record.conflicts[0]?.decision).to.deep.equal({
        take: 'git',
        value: undefined,
      });
    });

    it('tells a value of their own', () => {
      const reading = parseConflictRecord(withLine('take: merged\n    value: Both'));
      expect(reading.kind === 'record' && reading.record.conflicts[0]?.decision?.value).to.equal('Both');
    });

    for (const [line, words] of [
      ['take: merged', 'needs a `value`'],
      ['take: git\n    value: x', 'without `take: merged`'],
      ['take: mine', 'conflicts.1.take: must be one of git, jira, merged'],
      ['tkae: git', 'conflicts.1.tkae is not known'],
      ['value: Both', 'without `take: merged`'],
      ['take: [', 'line '],
      ['take: git\n    take: jira', 'is there twice'],
    ] as const) {
      it(`says what is wrong with ${JSON.stringify(line)}`, () => {
        const reading = parseConflictRecord(withLine(line));
        expect(reading.kind === 'broken' && reading.reason).to.include(words);
      });
    }
  });
});
