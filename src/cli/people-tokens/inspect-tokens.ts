import { Failure } from '../../model/failure.ts';
import type { People } from '../../model/people.ts';
import type { JiraClient } from '../../reconciler/jira/client.ts';
import { getPermissions, permissionName, unmetNeeds } from '../../reconciler/jira/permissions.ts';
import { endOfToken, type TokenEnd } from '../../reconciler/jira/token-end.ts';
import { ownerOfToken, type TokenOwner } from '../../reconciler/jira/token-owner.ts';
import type { PeopleBook } from '../../reconciler/people-book.ts';
import type { ServeConfig } from '../config/serve-config.ts';
import { plain } from '../render/plain.ts';
import { suggestion } from '../render/suggestion.ts';
import { tokenEndFindings } from './token-end-findings.ts';
import type { TokenFinding } from './token-finding.ts';

export type InspectOptions = {
  readonly client: JiraClient;
  readonly flavor: 'cloud' | 'server';
  readonly config: Pick<
    ServeConfig,
    'jira' | 'project' | 'userTokens' | 'tokenEnds' | 'userTokensFile' | 'jiraTokenEnd'
  >;
  /** As `.tract/users.yaml` has them, and with what is known of them besides. */
  readonly people: People;
  readonly book: Pick<PeopleBook, 'jiraNameOf' | 'userKeyOf'>;
  readonly nowMs: number;
  /**
   * What was said of tokens that Jira refused, by handle; those are told again and not asked about, because on Server each
   * refused password brings its owner nearer to a CAPTCHA.
   */
  readonly refused?: Map<string, TokenFinding>;
};

const RESTART = 'and start the service again';
const NO_END: TokenEnd = { kind: 'unknown' };

/**
 * Looks at the token of the service account and at those of single people: whose they are, whether Jira takes them, what they
 * may do, and when they end. Throws a transient Failure where Jira cannot be asked now.
 */
export async function inspectTokens(options: InspectOptions): Promise<readonly TokenFinding[]> {
  const findings: TokenFinding[] = [...(await ofService(options))];
  for (const handle of options.config.userTokens.keys()) findings.push(...(await ofPerson(handle, options)));
  return findings;
}

/** A password does not end by itself as far as Jira tells. */
async function ofService({ client, flavor, config, nowMs }: InspectOptions): Promise<readonly TokenFinding[]> {
  const isToken = config.jira.credentials.kind === 'bearer';
  const end = isToken && flavor === 'server' ? await endOfToken(client, null, nowMs) : NO_END;
  const told = {
    name: 'the token of the service account',
    writeEnd: 'write the day into JIRA_TOKEN_EXPIRES, such as 2027-02-14',
    renew: `make a new one as the service account, put it into ${isToken ? 'JIRA_TOKEN' : 'JIRA_PASSWORD'} with its day in JIRA_TOKEN_EXPIRES, ${RESTART}`,
  };
  return tokenEndFindings(told, config.jiraTokenEnd, end, { flavor, nowMs });
}

async function ofPerson(handle: string, options: InspectOptions): Promise<readonly TokenFinding[]> {
  const { client, flavor, people, book, config, nowMs } = options;
  const before = options.refused?.get(handle);
  if (before !== undefined) return [before];
  const owner = await ownerOfToken(client, handle, flavor, book);
  // On Server a handle nobody wrote down may still be a username.
  const isStranger = !people.byHandle.has(handle) && owner.kind !== 'theirs';
  if (owner.kind === 'refused') {
    const finding = isStranger
      ? strangerFinding(handle, owner, options)
      : refusedFinding(handle, owner.reason, options);
    options.refused?.set(handle, finding);
    return [finding];
  }
  if (isStranger) return [strangerFinding(handle, owner, options)];
  if (owner.kind === 'other') return [otherFinding(handle, owner, options)];
  const isToken = config.userTokens.get(handle)?.kind === 'bearer';
  const end = isToken && flavor === 'server' ? await endOfToken(client, handle, nowMs) : NO_END;
  const told = {
    name: `the token of ${handle}`,
    writeEnd: `write \`expires: YYYY-MM-DD\` beside it in ${fileOf(options)}`,
    renew: renewal(handle, options),
  };
  const written = config.tokenEnds.get(handle) ?? null;
  return [...tokenEndFindings(told, written, end, { flavor, nowMs }), ...(await lacks(handle, options))];
}

function refusedFinding(handle: string, reason: string, options: InspectOptions): TokenFinding {
  const { flavor, config } = options;
  const isBearer = config.userTokens.get(handle)?.kind === 'bearer';
  const form = flavor === 'cloud' && isBearer ? '; Cloud wants {username: E-MAIL, token: …}' : '';
  const message = `the token of ${handle} is not used: ${reason}`;
  return { level: 'failed', message, fix: `${renewal(handle, options)}${form}` };
}

/** Nothing is written with it: it would be in the name of its owner. */
function otherFinding(
  handle: string,
  { jiraName, displayName }: Extract<TokenOwner, { kind: 'other' }>,
  options: InspectOptions,
): TokenFinding {
  const known = options.people.byJiraName.get(jiraName)?.handle ?? null;
  const whose = plain(displayName) + (known === null ? '' : ` (${known})`);
  return {
    level: 'failed',
    message: `the token under ${handle} is not used: it belongs to ${whose}`,
    fix: `${known === null ? 'remove it' : `put it under ${known}`}, or let ${handle} make one, ${RESTART}`,
  };
}

function strangerFinding(handle: string, owner: TokenOwner, options: InspectOptions): TokenFinding {
  const { people } = options;
  const theirs = owner.kind === 'other' ? (people.byJiraName.get(owner.jiraName)?.handle ?? null) : null;
  const near =
    theirs === null
      ? suggestion(
          handle,
          people.list.map((person) => person.handle),
        )
      : `; it is the token of "${theirs}"`;
  return {
    level: 'warning',
    message: `${nameOf(handle)} is nobody in .tract/users.yaml, so the token is never used${near}`,
    fix: `write the handle as it is there into ${fileOf(options)}, ${RESTART}`,
  };
}

/** Whoever swaps a handle and a token must not find the token in a log. */
function nameOf(handle: string): string {
  const isLikeSecret = handle.length >= 16 && /[a-z]/.test(handle) && /[A-Z]/.test(handle) && /\d/.test(handle);
  return isLikeSecret ? 'what stands in the place of a handle' : `"${handle}"`;
}

async function lacks(handle: string, { client, config }: InspectOptions): Promise<readonly TokenFinding[]> {
  try {
    const { body } = await getPermissions(client, config.project, handle);
    const unmet = unmetNeeds(body, ['always']).filter(({ ofPersons }) => ofPersons);
    return unmet.map((need) => ({
      level: 'warning',
      message: `${need.feature}: ${handle} has not ${plain(permissionName(need))}, so Jira refuses what is written with that token`,
      fix: `give it to ${handle} in the permission scheme of the project, or remove the token`,
    }));
  } catch (error) {
    if (!(error instanceof Failure) || error.kind === 'transient') throw error;
    const message = `${handle} may not see ${config.project}, so Jira refuses what is written with that token`;
    return [{ level: 'warning', message, fix: `let ${handle} into the project, or remove the token` }];
  }
}

function renewal(handle: string, options: InspectOptions): string {
  return `let ${handle} make a new one in Jira, put it into ${fileOf(options)}, ${RESTART}`;
}

function fileOf({ config }: InspectOptions): string {
  return config.userTokensFile ?? 'the file of TRACT_USER_TOKENS_FILE';
}
