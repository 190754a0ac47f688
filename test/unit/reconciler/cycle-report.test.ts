import { expect } from 'chai';
import { Failure } from '../../../src/model/failure.ts';
import { reportItem } from '../../../src/reconciler/cycle-report.ts';
import { mergeFindings } from '../../../src/reconciler/merge-findings.ts';
import type { Finding } from '../../../src/reconciler/plan.ts';
import { ticket, type World } from '../../support/observation-builder.ts';
import { doneOf, workOf } from '../../support/work-builder.ts';

const EDITED: World = { base: ticket(), git: ticket({ title: 'Slow' }), jira: ticket() };
const SETTLED: World = { base: ticket(), git: ticket(), jira: ticket() };

describe('the report of one ticket', () => {
  it('lists what would be done when it is only planned', () => {
    const item = reportItem(workOf(EDITED), 'planned');
    expect(item?.jira.map(({ kind }) => kind)).to.deep.equal(['update-issue']);
    expect(item?.findings.map(({ ref }) => ref)).to.deep.equal(['title']);
  });

  it('lists what Jira did, and why, although the last plan finds it agreed', () => {
    const { plan } = workOf(EDITED);
    const done = plan.jira.map((action) => doneOf(action));
    const item = reportItem(workOf(SETTLED, {}, { done, found: plan.findings }), 'done');
    expect(item?.jira).to.deep.equal(plan.jira);
    expect(item?.findings).to.deep.equal(plan.findings);
  });

  it('does not say that Jira did what was only planned', () => {
    expect(reportItem(workOf(EDITED), 'done')?.jira).to.deep.equal([]);
  });

  it('is not worth a line where nothing is to tell', () => {
    expect(reportItem(workOf(SETTLED), 'done')).to.equal(null);
    expect(reportItem(workOf(SETTLED), 'planned')).to.equal(null);
  });

  it('does not list each ticket of an import, unless it waits or failed', () => {
    const newcomer = { jira: ticket() };
    expect(reportItem(workOf(newcomer), 'done')).to.equal(null);
    expect(reportItem(workOf(newcomer), 'planned')).not.to.equal(null);
    const failure = new Failure('transient', 'Jira is away');
    expect(reportItem(workOf(newcomer, {}, { failure }), 'done')?.failure?.reason).to.equal('Jira is away');
  });

  it('of a failure says why, and whether it is tried again; git was not written', () => {
    const world = { base: ticket(), git: ticket(), jira: ticket({ title: 'Slow' }) };
    for (const [kind, retries] of [
      ['transient', true],
      ['stale', true],
      ['rejected', false],
    ] as const) {
      const item = reportItem(workOf(world, {}, { failure: new Failure(kind, 'No.') }), 'done');
      expect(item?.failure).to.deep.equal({ reason: 'No.', retries });
      expect(item?.git).to.deep.equal([]);
    }
  });

  it('tells what waits', () => {
    const item = reportItem(workOf({ git: ticket() }), 'done');
    expect(item?.holds.map(({ reason }) => reason)).to.deep.equal(['Issue APP-1 not found in Jira']);
  });
});

describe('findings of the plans of one cycle', () => {
  it('stand as they were first made', () => {
    const merged = finding('labels', 'conflict');
    expect(mergeFindings([merged], [finding('labels', 'jira'), finding('status', 'jira')])).to.deep.equal([
      merged,
      finding('status', 'jira'),
    ]);
  });

  it('give way to what is held by now', () => {
    expect(mergeFindings([finding('due', 'git')], [finding('due', 'held')])).to.deep.equal([finding('due', 'held')]);
  });

  it('of one reference in one plan are all kept', () => {
    const both = [finding('worklog:7', 'git'), finding('worklog:7', 'conflict')];
    expect(mergeFindings([], both)).to.deep.equal(both);
    expect(mergeFindings(both, [])).to.deep.equal(both);
  });
});

function finding(ref: string, verdict: Finding['verdict']): Finding {
  return { ref, verdict, base: null, git: null, jira: null, desired: null, rule: verdict };
}
