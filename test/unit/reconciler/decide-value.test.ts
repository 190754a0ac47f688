import { expect } from 'chai';
import type { Field } from '../../../src/model/field.ts';
import { BUILT_IN_FIELDS } from '../../../src/model/field-table.ts';
import type { Value } from '../../../src/model/value.ts';
import { type Decision, decideValue } from '../../../src/reconciler/decide-value.ts';

describe('the decision about one field', () => {
  it('takes what only one side changed', () => {
    expect(decide('priority', 'High', 'Low', 'High')).to.include({ verdict: 'git', desired: 'Low' });
    expect(decide('priority', 'High', 'High', 'Low')).to.include({ verdict: 'jira', desired: 'Low' });
  });

  it('asks the policy where both changed it', () => {
    expect(decide('priority', 'High', 'Low', 'Medium')).to.include({ verdict: 'conflict', desired: 'Medium' });
    expect(decide('title', 'A', 'B', 'C')).to.deep.equal({ kind: 'conflict' });
  });

  it('puts back what belongs to Jira, and tells an edit from a lagging file', () => {
    expect(decide('reporter', 'ann', 'eve', 'ann')).to.include({ verdict: 'put-back', desired: 'ann' });
    expect(decide('reporter', 'ann', 'eve', 'bob')).to.include({ verdict: 'put-back', desired: 'bob' });
    expect(decide('reporter', 'ann', 'ann', 'bob')).to.include({ verdict: 'jira', desired: 'bob' });
    expect(decide('reporter', undefined, 'eve', 'ann')).to.include({ verdict: 'jira', desired: 'ann' });
  });

  it('puts back what no ticket can be without', () => {
    for (const name of ['title', 'type', 'status']) {
      expect(decide(name, 'A', null, 'A')).to.include({ verdict: 'put-back', desired: 'A' });
      expect(decide(name, 'A', null, 'B')).to.include({ verdict: 'put-back', desired: 'B' });
    }
    expect(decide('due', '2026-01-01', null, '2026-01-01')).to.include({ verdict: 'git', desired: null });
  });

  it('keeps the status that a ticket was born with in git, wherever Jira`s workflow starts', () => {
    expect(decide('status', null, 'Done', 'To Do')).to.include({ verdict: 'git', desired: 'Done' });
    expect(decide('status', undefined, 'Done', 'To Do')).to.include({ verdict: 'conflict', desired: 'To Do' });
    expect(decide('priority', null, 'High', 'Low')).to.include({ verdict: 'conflict', desired: 'Low' });
  });
});

function decide(name: string, base: Value | undefined, git: Value, jira: Value): Decision {
  return decideValue(fieldNamed(name), base, git, jira, { gitChangedAtMs: null, jiraUpdatedMs: null });
}

function fieldNamed(name: string): Field {
  const field = BUILT_IN_FIELDS.find((candidate) => candidate.name === name);
  if (field === undefined) throw new Error(`no field ${name}`);
  return field;
}
