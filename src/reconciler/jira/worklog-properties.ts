import { getWorklogsById } from './client-search.ts';
import { handleOf } from './codec-context.ts';
import { worklogsOf } from './decode-issue.ts';
import { type Raw, record, records, text } from './raw.ts';
import type { Session } from './session.ts';

const MOST_IDS = 1000;

/** Cloud's worklogs that our own account wrote, with the property that names their true author; one request per 1000. */
export async function withWorklogProperties(session: Session, issues: readonly Raw[]): Promise<readonly Raw[]> {
  const wanted = issues.flatMap((issue) => ownWithoutProperties(session, issue));
  if (wanted.length === 0) return issues;
  const known = new Map<string, Raw>();
  for (let at = 0; at < wanted.length; at += MOST_IDS) {
    const { body } = await getWorklogsById(session.client, wanted.slice(at, at + MOST_IDS).map(Number));
    for (const worklog of records(body)) known.set(text(worklog.id) ?? '', worklog);
  }
  return issues.map((issue) => {
    const fields = record(issue.fields);
    if (fields?.worklog === undefined) return issue;
    const worklogs = worklogsOf(issue).map((worklog) => withProperties(worklog, known));
    return { ...issue, fields: { ...fields, worklog: { worklogs } } };
  });
}

function ownWithoutProperties({ site, codec }: Session, issue: Raw): readonly string[] {
  const context = codec();
  const isOwn = (worklog: Raw) => handleOf(worklog.author, context) === site.account;
  const bare = worklogsOf(issue).filter((worklog) => worklog.properties === undefined && isOwn(worklog));
  return bare.flatMap((worklog) => text(worklog.id) ?? []);
}

function withProperties(worklog: Raw, known: ReadonlyMap<string, Raw>): Raw {
  const properties = known.get(text(worklog.id) ?? '')?.properties;
  return properties === undefined ? worklog : { ...worklog, properties };
}
