import type { ReportItem } from '../../reconciler/cycle-report.ts';
import type { StatusReport } from '../../reconciler/engine.ts';
import { explainItem } from '../../reconciler/explain.ts';
import { explainOrigins } from '../../reconciler/explain-origins.ts';
import type { Hold } from '../../snapshot/base.ts';
import { type HeldItem, heldItems } from '../held-items.ts';
import { outcomeLines } from '../outcome-lines.ts';
import { type Html, html } from './html.ts';
import { page } from './page.ts';

export type Dashboard = {
  readonly status: StatusReport;
  readonly version: string;
  readonly nowMs: number;
  /** Who is logged in, and the token that the form to log out carries; null where the key came in a header. */
  readonly login: { readonly name: string; readonly csrfToken: string } | null;
};

const REFRESH_SECONDS = 30;
const LISTED = 100;

/** How the service does and what waits, on one page that renews itself. */
export function dashboardPage({ status, version, nowMs, login }: Dashboard) {
  const held = heldItems(status);
  const conflicts = held.filter(({ kind }) => kind === 'conflict');
  const others = held.filter(({ kind }) => kind !== 'conflict');
  const body = html`<header>
<h1>Tract, project ${status.project}</h1>
${login === null ? null : logoutForm(login)}
</header>
<main>
${healthLine(status)}
${facts(status, held, nowMs)}
<h2>Conflicts</h2>
${heldTable(conflicts, 'No field was changed to different values on both sides.', nowMs)}
<h2>Held</h2>
${heldTable(others, 'Nothing else waits for a person.', nowMs)}
<h2>Pending</h2>
${pendingList(status)}
<h2>Files with a problem</h2>
${problemTable(status)}
<h2>Queue</h2>
${queueLine(status.queue)}
<h2>Last cycle</h2>
${lastCycle(status, nowMs)}
</main>
<footer><p class="soft">Tract ${version}. This page renews itself every ${REFRESH_SECONDS} seconds.</p></footer>`;
  return page(`Tract: ${status.project}`, body, REFRESH_SECONDS);
}

function logoutForm({ name, csrfToken }: NonNullable<Dashboard['login']>): Html {
  return html`<form method="post" action="/logout">
<input type="hidden" name="csrf" value="${csrfToken}">
<span class="soft">${name}</span> <button>Log out</button>
</form>`;
}

function healthLine({ health: { state, reason } }: StatusReport): Html {
  const look = state === 'ok' ? 'good' : 'bad';
  return html`<p role="status"><span class="${look}">${state}</span>${reason === null ? '' : `: ${reason}`}</p>`;
}

function facts({ health, tickets, queue, verified }: StatusReport, held: readonly HeldItem[], nowMs: number): Html {
  const jira = health.jiraConnected ? `connected (${health.flavor ?? 'unknown'})` : 'away';
  return html`<dl class="facts">
${fact('Jira', jira)}${fact('Tickets', String(tickets))}${fact('Held', String(held.length))}${fact('Queue', String(queue.length))}
${fact('Last success', ago(health.lastSuccessMs, nowMs))}${fact('All verified', ago(verified.oldestMs, nowMs))}
</dl>`;
}

function fact(name: string, value: string): Html {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

function heldTable(items: readonly HeldItem[], none: string, nowMs: number): Html {
  if (items.length === 0) return html`<p class="soft">${none}</p>`;
  const rows = items.slice(0, LISTED).map(
    ({ issue, field, kind, reason, since, origins }) =>
      html`<tr><td>${issue}</td><td>${field}</td><td>${KINDS[kind]}</td><td>${[reason, ...explainOrigins({ origins })].join('; ')}</td><td>${ago(Date.parse(since), nowMs)}</td></tr>
`,
  );
  return html`<div class="wide"><table>
<thead><tr><th scope="col">Ticket</th><th scope="col">What</th><th scope="col">Why</th><th scope="col">Reason</th><th scope="col">Since</th></tr></thead>
<tbody>${rows}</tbody>
</table></div>${more(items.length)}`;
}

const KINDS: Readonly<Record<Hold['kind'], string>> = {
  conflict: 'both changed it',
  refused: 'Jira refused it',
  unreadable: 'cannot be read',
  deleted: 'deleted in git',
  stopped: 'many would be removed',
};

/** What the last cycle found of tickets that are not done, field by field and with its direction. */
function pendingList({ lastCycle, pending }: StatusReport): Html {
  const found = (lastCycle?.items ?? []).filter(({ failure, holds }) => failure !== null || holds.length > 0);
  const names = new Set(found.map(({ ref }) => ref));
  const others = pending.filter(({ ref, holds }) => !names.has(ref) && holds.length === 0);
  const items = [...found, ...others];
  if (items.length === 0) return html`<p class="soft">No difference waits to be carried over.</p>`;
  return html`${items.slice(0, LISTED).map(pendingItem)}${more(items.length)}`;
}

function pendingItem(item: ReportItem): Html {
  const [head = '', ...lines] = explainItem(item);
  return html`<p><strong>${head}</strong></p><ul>${lines.map((line) => html`<li>${line.trim()}</li>`)}</ul>`;
}

function problemTable({ problems }: StatusReport): Html {
  if (problems.length === 0) return html`<p class="soft">Every file of the branch can be synced.</p>`;
  const rows = problems.slice(0, LISTED).map(
    ({ path, reason }) => html`<tr><td>${path}</td><td>${reason}</td></tr>
`,
  );
  return html`<div class="wide"><table>
<thead><tr><th scope="col">File</th><th scope="col">Problem</th></tr></thead>
<tbody>${rows}</tbody>
</table></div>${more(problems.length)}`;
}

function queueLine(queue: readonly string[]): Html {
  if (queue.length === 0) return html`<p class="soft">No ticket waits for its turn.</p>`;
  return html`<p>${queue.slice(0, LISTED).join(', ')}</p>${more(queue.length)}`;
}

function lastCycle({ lastCycle: report }: StatusReport, nowMs: number): Html {
  if (report === null) return html`<p class="soft">None yet.</p>`;
  const lines = outcomeLines(report).slice(0, LISTED);
  return html`<p class="soft">${ago(report.endedAtMs, nowMs)}, ${report.endedAtMs - report.startedAtMs} ms</p>
<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}

function more(count: number): Html | null {
  return count > LISTED ? html`<p class="soft">and ${count - LISTED} more</p>` : null;
}

function ago(ms: number | null, nowMs: number): string {
  if (ms === null || Number.isNaN(ms)) return 'never';
  const seconds = Math.max(0, Math.round((nowMs - ms) / 1000));
  if (seconds < 120) return `${seconds} s ago`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min ago`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h ago` : `${Math.round(seconds / 86_400)} days ago`;
}
