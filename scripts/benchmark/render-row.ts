import type { Cost, Measures } from './measure.ts';
import type { Site } from './site.ts';

const HEADINGS = [
  'issues'.padEnd(17),
  'Jira  ',
  'onboarding'.padEnd(22),
  'quiet cycle'.padEnd(21),
  'edit, git to Jira'.padEnd(21),
  'edit, Jira to git'.padEnd(21),
  'memory, onboarding',
  'memory, daemon',
];

export function renderHead(): string {
  return `${rowOf(HEADINGS)}\n${rowOf(HEADINGS.map((heading) => '-'.repeat(heading.length)))}`;
}

export function renderRow(site: Site, issues: number, measures: Measures): string {
  const { onboarding, quietCycle, editInGit, editInJira, onboardingMb, daemonMb } = measures;
  const cells = [
    `${issues.toLocaleString('en')} ${site.kind}`,
    site.jira.settings.personality,
    renderCost(onboarding),
    renderCost(quietCycle),
    renderCost(editInGit),
    renderCost(editInJira),
    renderMemory(onboardingMb),
    renderMemory(daemonMb),
  ];
  return rowOf(cells.map((cell, index) => cell.padEnd(HEADINGS[index]?.length ?? 0)));
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function renderCost({ ms, requests }: Cost): string {
  const time = ms < 1_000 ? `${ms.toFixed(0)} ms` : `${(ms / 1_000).toFixed(1)} s`;
  return `${time}, ${requests.toLocaleString('en')} request${requests === 1 ? '' : 's'}`;
}

function renderMemory(mb: number | null): string {
  return mb === null ? 'not told' : `${mb.toFixed(0)} MB`;
}
