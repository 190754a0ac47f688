import type { JiraClient } from './client.ts';
import { requestTo } from './client-builder.ts';
import { addingTo, type Call, type Reply, reading, settingOn } from './exchange.ts';

/** A new issue; Jira knows no idempotency key, so it carries a property by which it is found again. */
export async function postIssue(client: JiraClient, body: object): Promise<Reply> {
  const call: Call = { ...reading('POST /issue'), repeatable: false };
  return client.send(call, (api) => api.addNewIssue(body));
}

export async function putIssue(client: JiraClient, issue: string, body: object): Promise<Reply> {
  return client.send(settingOn(issue, 'PUT /issue/{id}'), (api) => api.updateIssue(issue, body));
}

/** The fields of the edit screen, with the values that they take. */
export async function getEditMeta(client: JiraClient, issue: string): Promise<Reply> {
  return client.send(reading('GET /issue/{id}/editmeta', [403, 404]), (api) =>
    api.genericGet(`issue/${issue}/editmeta`),
  );
}

/** Sub-tasks are not deleted along: Jira refuses an issue that has some. */
export async function deleteIssue(client: JiraClient, issue: string): Promise<Reply> {
  return client.send(settingOn(issue, 'DELETE /issue/{id}', [404]), (api) => api.deleteIssue(issue));
}

/** What the service account may do with the issue now, with the fields of each screen. */
export async function getTransitions(client: JiraClient, issue: string): Promise<Reply> {
  return client.send(reading('GET /issue/{id}/transitions'), (api) => api.listTransitions(issue));
}

/** Data Center may answer 500 where the transition is not offered (any more). */
export async function postTransition(client: JiraClient, issue: string, body: object): Promise<Reply> {
  return client.send(addingTo(issue, 'POST /issue/{id}/transitions', [500]), (api) => api.transitionIssue(issue, body));
}

/** The same link once more changes nothing, or at worst repeats it; Jira tells no id. */
export async function postLink(client: JiraClient, issue: string, body: object): Promise<Reply> {
  return client.send(addingTo(issue, 'POST /issueLink'), (api) => api.issueLink(body as never));
}

export async function deleteLink(client: JiraClient, issue: string, linkId: string): Promise<Reply> {
  return client.send(settingOn(issue, 'DELETE /issueLink/{id}', [404]), (api) => api.deleteIssueLink(linkId));
}

/** A page of the changelog, oldest first. Only Cloud has it. */
export async function getChangelog(client: JiraClient, issue: string, startAt: number): Promise<Reply> {
  const path = `issue/${issue}/changelog?startAt=${startAt}&maxResults=100`;
  return client.send(reading('GET /issue/{id}/changelog', [404]), (api) => api.genericGet(path));
}

export async function getComments(client: JiraClient, issue: string, startAt: number): Promise<Reply> {
  const path = `issue/${issue}/comment?startAt=${startAt}&maxResults=100`;
  return client.send(reading('GET /issue/{id}/comment', [404]), (api) => api.genericGet(path));
}

export async function getComment(client: JiraClient, issue: string, id: string): Promise<Reply> {
  return client.send(reading('GET /issue/{id}/comment/{id}', [404]), (api) => api.getComment(issue, Number(id)));
}

export async function postComment(client: JiraClient, issue: string, body: object, as: string | null): Promise<Reply> {
  const call: Call = { ...addingTo(issue, 'POST /issue/{id}/comment'), as };
  return client.send(call, (api) => api.addCommentAdvanced(issue, body));
}

export async function putComment(
  client: JiraClient,
  issue: string,
  id: string,
  body: unknown,
  as: string | null,
): Promise<Reply> {
  const call: Call = { ...settingOn(issue, 'PUT /issue/{id}/comment/{id}'), as };
  return client.send(call, (api) => api.updateComment(issue, id as never, body as string));
}

export async function deleteComment(client: JiraClient, issue: string, id: string, as: string | null): Promise<Reply> {
  const call: Call = { ...settingOn(issue, 'DELETE /issue/{id}/comment/{id}', [404]), as };
  return client.send(call, (api) => api.deleteComment(issue, id as never));
}

/** The worklogs of an issue; Server has no pages and gives all. */
export async function getWorklogs(client: JiraClient, issue: string, startAt: number): Promise<Reply> {
  const path = `issue/${issue}/worklog?startAt=${startAt}&maxResults=1000&expand=properties`;
  return client.send(reading('GET /issue/{id}/worklog', [404]), (api) => api.genericGet(path));
}

export async function getWorklog(client: JiraClient, issue: string, id: string): Promise<Reply> {
  const path = `issue/${issue}/worklog/${id}?expand=properties`;
  return client.send(reading('GET /issue/{id}/worklog/{id}', [404]), (api) => api.genericGet(path));
}

/** `adjustEstimate` stays `auto`. */
export async function postWorklog(client: JiraClient, issue: string, body: object, as: string | null): Promise<Reply> {
  const call: Call = { ...addingTo(issue, 'POST /issue/{id}/worklog'), as };
  return client.send(call, (api) => api.addWorklog(issue, body as never));
}

export async function putWorklog(
  client: JiraClient,
  issue: string,
  id: string,
  body: object,
  as: string | null,
): Promise<Reply> {
  const call: Call = { ...settingOn(issue, 'PUT /issue/{id}/worklog/{id}'), as };
  return client.send(call, (api) => requestTo(api, 'PUT', `/issue/${issue}/worklog/${id}`, body));
}

export async function deleteWorklog(client: JiraClient, issue: string, id: string, as: string | null): Promise<Reply> {
  const call: Call = { ...settingOn(issue, 'DELETE /issue/{id}/worklog/{id}', [404]), as };
  return client.send(call, (api) => api.deleteWorklog(issue, id as never));
}
