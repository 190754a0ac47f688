import { Failure } from '../../model/failure.ts';
import { isTicketKey } from '../../model/ticket-key.ts';
import type { JiraSite } from '../jira-side.ts';
import type { JiraClient } from './client.ts';
import { searchByOffset, searchByToken } from './client-search.ts';
import { getMyself, getProject, getServerInfo } from './client-site.ts';
import { type CodecContext, handleOf } from './codec-context.ts';
import { msOfJiraTime } from './jira-time.ts';
import { scopeJql } from './jql.ts';
import type { JiraSideOptions } from './options.ts';
import { knownZone } from './profile-zone.ts';
import { type Raw, record, text } from './raw.ts';
import { learnProject } from './read-names.ts';
import { newCaches, type Session } from './session.ts';

/** Asks who and where we are, and whether we see the project. Refusals are `fatal`. */
export async function connect(first: JiraClient, configured: JiraSideOptions): Promise<Session> {
  const info = objectOf((await getServerInfo(first)).body, configured);
  const aheadMs = aheadOf(info, configured);
  const flavor = flavorOf(info, configured);
  const client = first.withVersion(flavor === 'cloud' ? '3' : '2');
  client.limiter.limitIssueWrites = flavor === 'cloud';
  const me = objectOf((await getMyself(client)).body, configured);
  const options = { ...configured, project: await expectProject(client, configured) };
  await expectScope(client, flavor, options);
  const site = siteOf(flavor, info, me, options);
  const codec = (): CodecContext => ({
    flavor,
    fields: options.fields(),
    people: options.people,
    names: options.names,
    account: site.account,
  });
  const profile = { zone: site.zone, askedMs: options.timing.clock() };
  return { client, site, options, codec, caches: newCaches(), profile, aheadMs };
}

/** Nothing is known of the clock of a Jira that does not tell the time. */
function aheadOf(info: Raw, { timing }: JiraSideOptions): number {
  const there = msOfJiraTime(info.serverTime);
  return there === null ? 0 : there - timing.clock();
}

function objectOf(body: unknown, { url }: JiraSideOptions): Raw {
  const object = record(body);
  if (object === null) throw new Failure('fatal', `What answers at ${url} is no Jira: check JIRA_URL`);
  return object;
}

function flavorOf(info: Raw, { flavor }: JiraSideOptions): 'cloud' | 'server' {
  if (flavor !== 'auto') return flavor;
  return info.deploymentType === 'Cloud' ? 'cloud' : 'server';
}

function siteOf(flavor: 'cloud' | 'server', info: Raw, me: Raw, options: JiraSideOptions): JiraSite {
  const account = handleOf(me, { flavor, people: options.people });
  if (account === null) {
    const words = flavor === 'cloud' ? 'no account id: is this Jira Cloud?' : 'no user name';
    throw new Failure(
      'fatal',
      `Jira at ${options.url} does not say who we are (${words}): check JIRA_FLAVOR and credentials`,
    );
  }
  const kind = flavor === 'cloud' ? 'adf' : 'wiki';
  const version = text(info.version) ?? '';
  return { project: options.project, flavor, text: kind, version, account, zone: zoneOf(info, me, options) };
}

/** JQL reads times in the zone of our profile; without one, no poll can be trusted. */
function zoneOf(info: Raw, me: Raw, { url }: JiraSideOptions): string {
  const told = text(me.timeZone) ?? text(info.serverTimeZone) ?? '';
  const zone = knownZone(told);
  if (zone !== null) return zone;
  throw new Failure(
    'fatal',
    `Jira at ${url} gives "${told}" as our time zone: set one in the service account's profile`,
  );
}

/** The key that the project has now: an old one still answers, with the project under its new one. */
async function expectProject(client: JiraClient, options: JiraSideOptions): Promise<string> {
  const { project, url } = options;
  const reply = await getProject(client, project);
  const { status, body } = reply;
  const key = text(record(body)?.key) ?? project;
  if (status !== 200 || !isTicketKey(`${key}-1`)) {
    throw new Failure(
      'fatal',
      `Project ${project} cannot be seen in Jira at ${url}: check TRACT_PROJECT and the service account's Browse permission`,
    );
  }
  learnProject({ options }, reply);
  return key;
}

/** A restriction that Jira refuses would fail every poll: better told at the start, in Jira's words. */
async function expectScope(client: JiraClient, flavor: 'cloud' | 'server', options: JiraSideOptions): Promise<void> {
  if (options.jql === null) return;
  const jql = scopeJql(options.project, options.jql);
  const query = { fields: ['project'], maxResults: 1 };
  try {
    if (flavor === 'cloud') await searchByToken(client, jql, query);
    else await searchByOffset(client, jql, { ...query, startAt: 0 });
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'rejected') throw error;
    throw new Failure('fatal', `TRACT_JQL is not understood: ${error.message}`, { cause: error });
  }
}
