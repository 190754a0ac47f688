import { expect } from 'chai';
import type { ReportItem } from '../../../src/reconciler/cycle-report.ts';
import { explainFinding, explainItem } from '../../../src/reconciler/explain.ts';
import type { Finding, TicketPlan } from '../../../src/reconciler/plan.ts';
import { comment, formatWith, planOf, type Told, ticket, wiki, worklog } from '../../support/observation-builder.ts';

describe('a finding in words', () => {
  it('of a value that git changed', () => {
    expect(explained({ title: 'Login is slow' }, {})).to.deep.equal([
      '→ Jira title: "Login fails" → "Login is slow" (only git changed)',
    ]);
  });

  it('of a value that Jira changed', () => {
    expect(explained({}, { points: 3 })).to.deep.equal(['← Jira points: nothing → 3 (only jira changed)']);
  });

  it('of a set: the members that came and went', () => {
    expect(explained({ labels: ['a', 'c'] }, { labels: ['b'] }, { labels: ['a', 'b'] })).to.deep.equal([
      'conflict labels: [c] (members merged)',
      '  git: +c -b',
      '  Jira: -a',
    ]);
    expect(explained({ labels: ['b', 'c'] }, {})).to.deep.equal(['→ Jira labels: +b +c (only git changed)']);
  });

  it('of a set whose members are called like parts of objects', () => {
    const labels = ['__proto__', 'constructor', 'toString'];
    expect(explained({}, {}, { labels })).to.deep.equal([]);
    expect(explained({ labels }, {})).to.deep.equal([
      '→ Jira labels: +__proto__ +constructor +toString (only git changed)',
    ]);
    expect(explained({ labels: null }, {}, { labels })).to.deep.equal([
      '→ Jira labels: -__proto__ -constructor -toString (only git changed)',
    ]);
  });

  it('of a value that was overruled: what each side did, and who won', () => {
    expect(explained({ priority: 'Low' }, { priority: 'Medium' })).to.deep.equal([
      'conflict priority: "Medium" (policy: jira)',
      '  git: "High" → "Low"',
      '  Jira: "High" → "Medium"',
    ]);
  });

  it('of a value that waits for a person', () => {
    expect(explained({ title: 'A' }, { title: 'B' })).to.deep.equal([
      'held title: git says "A", Jira says "B"',
      '  git: "Login fails" → "A"',
      '  Jira: "Login fails" → "B"',
    ]);
  });

  it('of an edit that is put back', () => {
    expect(explained({ reporter: 'eve' }, {})).to.deep.equal(['← Jira reporter: "eve" → "ann" (belongs to Jira)']);
  });

  it('of a text of several lines by how many of them changed', () => {
    const says = (description: string) => ticket({}, { description });
    const plan = plans(
      says('One\n\nTwo\n\nThree'),
      says('One\n\nTwo and a half\n\nThree\n\nFour'),
      says('One\n\nTwo\n\nThree'),
    );
    expect(lines(plan)).to.deep.equal(['→ Jira description: 2 lines added, 1 line removed (only git changed)']);
  });

  it('of a text whose repeated line went', () => {
    const finding = { ...FINDING, base: 'Same\nSame\nEnd', git: 'Same\nEnd', desired: 'Same\nEnd' };
    expect(explainFinding(finding)).to.deep.equal(['→ Jira description: 1 line removed (only git changed)']);
  });

  it('of a text in conflict', () => {
    const says = (description: string) => ticket({}, { description });
    const plan = plans(says('It is red.'), says('It is blue.'), says('It is green.'));
    expect(lines(plan)).to.deep.equal([
      'held description: both sides changed it',
      '  git: "It is red." → "It is blue."',
      '  Jira: "It is red." → "It is green."',
    ]);
  });

  it('of a Cloud text reads the words of its document', () => {
    const doc = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Hello' }] }] };
    const finding = { ...FINDING, verdict: 'held', base: null, git: 'Hi', jira: { kind: 'adf', doc } } as const;
    expect(explainFinding(finding)).to.include('  Jira: nothing → "Hello"');
  });

  it('of a comment', () => {
    const says = (...bodies: readonly string[]) =>
      ticket({}, { comments: bodies.map((body, n) => comment(`${n + 1}`, body)) });
    expect(lines(plans(says(), says(), says('Me too')))).to.deep.equal([
      '← Jira comment 1: nothing → "Me too" (only Jira has it)',
    ]);
    expect(lines(plans(says('Me too'), says(), says('Me too')))).to.deep.equal([
      '→ Jira comment 1: "Me too" → nothing (removed in git)',
    ]);
    expect(lines(plans(says(), says('New'), says()))).to.deep.equal([
      '→ Jira new comment: nothing → "New" (only git has it)',
    ]);
  });

  it('of a time entry member by member, its time as people write it', () => {
    const says = (seconds: number, words = '') => ticket({}, { worklogs: [worklog('7', { seconds, comment: words })] });
    expect(lines(plans(says(3600), says(5400, 'More'), says(3600)))).to.deep.equal([
      '→ Jira time entry 7: time 1h → 1.5h, comment nothing → "More" (only git changed)',
    ]);
    expect(lines(plans(says(3600), says(3600), ticket()))).to.deep.equal([
      '← Jira time entry 7: author "bob", time 1h, started "2026-02-12T09:00:00Z" → nothing (removed in jira)',
    ]);
  });

  it('lets nothing that people wrote steer a terminal', () => {
    const [line] = explained({ title: 'A\u001b[2J', labels: ['\u001b]0;x'] }, {});
    expect(line).not.to.match(/\p{Cc}/u);
  });

  it('keeps long values short', () => {
    const [line = ''] = explained({ title: 'x'.repeat(500) }, {});
    expect(line.length).to.be.lessThan(150);
  });
});

describe('a ticket of a cycle in words', () => {
  it('says what was found, what is done and what waits', () => {
    const world = { base: ticket(), git: ticket({ title: 'Slow', due: '2026-03-01' }), jira: ticket({ title: 'Bad' }) };
    expect(explainItem(itemOf(planOf(world)))).to.deep.equal([
      'APP-1 (known)',
      '  held title: git says "Slow", Jira says "Bad"',
      '    git: "Login fails" → "Slow"',
      '    Jira: "Login fails" → "Bad"',
      '  → Jira due: nothing → "2026-03-01" (only git changed)',
      '  in Jira: set due',
    ]);
  });

  it('names what waits without a finding of its own', () => {
    expect(explainItem(itemOf(planOf({ git: ticket() })))).to.deep.equal([
      'APP-1 (unknown to jira)',
      '  held file: Issue APP-1 not found in Jira',
    ]);
  });

  it('says what became of it', () => {
    const item = itemOf(planOf({ jira: ticket() }));
    const failure = { reason: 'Jira is away', retries: true };
    expect(explainItem({ ...item, findings: [], approximated: ['description: a table'], failure })).to.deep.equal([
      'APP-1 (new in jira)',
      '  in git: write issues/APP-1.md',
      '  approximated in Jira: description: a table',
      '  not finished: Jira is away; it is tried again',
    ]);
    const finalFailure = { reason: 'too many removals', retries: false };
    expect(explainItem({ ...item, failure: finalFailure }).at(-1)).to.equal('  not finished: too many removals');
  });
});

const FINDING: Finding = {
  ref: 'description',
  verdict: 'git',
  base: null,
  git: null,
  jira: wiki('Old'),
  desired: null,
  rule: 'only git changed',
};

/** The findings where git and Jira hold these values, and both agreed on `base`. */
function explained(git: Told['values'], jira: Told['values'], base: Told['values'] = {}): readonly string[] {
  return lines(plans(ticket(base), ticket({ ...base, ...git }), ticket({ ...base, ...jira })));
}

function plans(base: Told, git: Told, jira: Told): TicketPlan {
  return planOf({ base, git, jira }, { format: formatWith({}) });
}

function lines(plan: TicketPlan): readonly string[] {
  return plan.findings.flatMap(explainFinding);
}

function itemOf(plan: TicketPlan): ReportItem {
  const { key, path, situation, findings, jira, git, holds, approximated } = plan;
  return { ref: key ?? path, key, situation, findings, jira, git, holds, approximated, failure: null };
}
