import type { EmulatorOptions } from '../../../src/emulator/options.ts';
import { type Emulator, startEmulator } from '../../../src/emulator/start-emulator.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // Shapes differ with every path; the tests say what they expect.
  readonly body: Shape;
}

/** JSON as tests walk it: any member may be asked for. */
export interface Shape {
  readonly [member: string]: Shape;
}

export type Caller = (method: string, path: string, body?: unknown) => Promise<Answer>;

/** A site with the project APP; `tract` signs in, `anna` leads the project, `ben` is another colleague. */
export async function startSite(options: EmulatorOptions): Promise<Emulator> {
  const jira = await startEmulator({
    users: [
      { name: 'tract', displayName: 'Tract Sync', password: 'secret', token: 'pat' },
      { name: 'anna', displayName: 'Anna Arendt', password: 'anna' },
      { name: 'ben', displayName: 'Ben Bauer', password: 'ben' },
    ],
    ...options,
  });
  jira.admin.addProject({
    key: 'APP',
    name: 'Application',
    lead: 'anna',
    components: ['api', 'ui'],
    versions: ['1.0', '2.0'],
  });
  return jira;
}

/** Calls with Basic authentication; the path is below `/rest/api/`, or absolute. */
export function callerOf(jira: Emulator, login = 'tract', password = 'secret'): Caller {
  const user = jira.settings.personality === 'cloud' ? `${login}@example.com` : login;
  const Authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  return (method, path, body) => callWith(jira, { Authorization }, method, path, body);
}

export async function callWith(
  jira: Emulator,
  headers: Readonly<Record<string, string>>,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const url = path.startsWith('/') ? `${jira.url}${path}` : `${jira.url}/rest/api/${path}`;
  const response = await fetch(url, {
    method,
    headers: { 'Content-Type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parsed(text) };
}

function parsed(text: string): Shape {
  try {
    return JSON.parse(text) as Shape;
  } catch {
    return { text } as unknown as Shape;
  }
}

/** A clock that stands still until it is moved. */
export function manualClock(startMs = Date.parse('2026-02-14T09:00:00Z')) {
  let nowMs = startMs;
  return {
    now: () => nowMs,
    advance: (ms: number) => {
      nowMs += ms;
    },
  };
}
