/**
 * A Jira over real HTTP, for tests and the demo.
 *
 *     const jira = await startEmulator({
 *       personality: 'server',
 *       users: [{ name: 'tract', password: 'secret', token: 'pat' }, { name: 'anna', timeZone: 'Europe/Berlin' }],
 *     });
 *     jira.admin.addProject({ key: 'APP', lead: 'anna', components: ['api'] });
 *     const issue = jira.as('anna').createIssue('APP', 'Task', { summary: 'First', components: [{ name: 'api' }] });
 *     jira.faults.add({ kind: 'lost-reply', match: { method: 'POST', path: /\/comment$/ } });
 *     await fetch(`${jira.url}/rest/api/2/issue/${issue.key}`, { headers: { Authorization: 'Bearer pat' } });
 *     jira.requests.count('GET', /\/issue\//); // 1
 *     await jira.close();
 *
 * `jira.settings` holds the standing modes (see settings.ts) and may be changed at any time; `jira.load(file)` takes in
 * real issues as JSON lines. On Cloud one signs in with the e-mail address (`anna@example.com`) and the token given as
 * `password`.
 */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Administrator } from './control/administrator.ts';
import { Person } from './control/person.ts';
import { routes } from './endpoints/routes.ts';
import { Faults } from './faults/faults.ts';
import { Credentials } from './http/credentials.ts';
import { Limits } from './http/limits.ts';
import { RequestLog } from './http/request-log.ts';
import { type Desk, serveRequest } from './http/serve-request.ts';
import { type LoadSummary, loadIssues } from './load/load-issues.ts';
import type { Raw } from './load/raw-values.ts';
import { readJsonLines } from './load/read-json-lines.ts';
import type { EmulatorOptions } from './options.ts';
import { defaultSettings, type Settings } from './settings.ts';
import { WebhookDelivery } from './webhooks/webhook-delivery.ts';
import { WebhookRegistry } from './webhooks/webhook-registry.ts';
import { furnishWorld } from './world/furnish-world.ts';
import { emptyWorld, type World } from './world/world.ts';

export interface Emulator {
  readonly url: string;
  readonly port: number;
  readonly world: World;
  readonly settings: Settings;
  readonly admin: Administrator;
  /** Acts in the user interface as this user. */
  as(userName: string): Person;
  readonly faults: Faults;
  readonly requests: RequestLog;
  readonly webhooks: WebhookRegistry;
  /** What webhooks send: hold, reorder, lose and double it, and see what was delivered (`mail.mailbag`). */
  readonly mail: WebhookDelivery;
  /** Takes in issues as REST v2 shows them: a file of JSON lines (gzipped when named `.gz`), or the documents. */
  load(source: string | Iterable<Raw>): Promise<LoadSummary>;
  close(): Promise<void>;
}

export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { personality, port = 0, host = '127.0.0.1', contextPath = '', clock = Date.now, users, ...modes } = options;
  const settings: Settings = { ...defaultSettings(personality), ...modes };
  const world = emptyWorld(settings, clock);
  furnishWorld(world);
  const credentials = new Credentials();
  const admin = new Administrator(world, credentials);
  for (const account of users ?? [{ name: 'admin', password: 'admin' }]) admin.addUser(account);
  const server = createServer();
  await listen(server, port, host);
  const { port: bound } = server.address() as AddressInfo;
  const url = `http://${host}:${bound}${contextPath}`;
  const webhooks = new WebhookRegistry();
  const mail = new WebhookDelivery(world, webhooks, url);
  const requests = new RequestLog();
  const faults = new Faults();
  const site = { world, webhooks, routes, base: url, contextPath };
  const desk: Desk = { site, credentials, faults, limits: new Limits(world), requests };
  server.on('request', (message, response) => {
    serveRequest(desk, message, response).catch((error: unknown) => confess(response, error));
  });
  return {
    url,
    port: bound,
    world,
    settings,
    admin,
    as: (userName) => new Person(world, admin.user(userName).key),
    faults,
    requests,
    webhooks,
    mail,
    load: (source) => loadIssues(world, typeof source === 'string' ? readJsonLines(source) : source),
    close: () => close(server, mail),
  };
}

/** A mistake of the emulator itself, told as loudly as HTTP allows. */
function confess(response: ServerResponse, error: unknown): void {
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (response.headersSent) response.destroy();
  else response.writeHead(500, { 'Content-Type': 'text/plain;charset=UTF-8' }).end(`Mistake in the emulator: ${told}`);
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

/** Cuts what is still open, hanging requests included. */
function close(server: Server, mail: WebhookDelivery): Promise<void> {
  mail.mailbag.close();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
