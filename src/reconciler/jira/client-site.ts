import type { JiraClient } from './client.ts';
import { type Reply, reading } from './exchange.ts';

/** `GET /serverInfo`: answers anonymous callers too. */
export async function getServerInfo(client: JiraClient): Promise<Reply> {
  return client.send(reading('GET /serverInfo'), (api) => api.getServerInfo());
}

/** The caller: the service account, or the person whose token is used. */
export async function getMyself(client: JiraClient, as: string | null = null): Promise<Reply> {
  return client.send({ ...reading('GET /myself'), as }, (api) => api.getCurrentUser());
}

/** A project that is missing or hidden answers 404 or 403. */
export async function getProject(client: JiraClient, key: string): Promise<Reply> {
  return client.send(reading('GET /project/{key}', [403, 404]), (api) => api.getProject(key));
}

/** Somebody by the key that outlives the name, on Server; nobody answers 404. */
export async function getUserByKey(client: JiraClient, key: string): Promise<Reply> {
  const path = `user?key=${encodeURIComponent(key)}`;
  return client.send(reading('GET /user', [403, 404]), (api) => api.genericGet(path));
}

/** Every field of the site, with its name. */
export async function getFields(client: JiraClient): Promise<Reply> {
  return client.send(reading('GET /field'), (api) => api.listFields());
}

export async function getLinkTypes(client: JiraClient): Promise<Reply> {
  return client.send(reading('GET /issueLinkType'), (api) => api.listIssueLinkTypes());
}

/** The issue types that can be created; 404 before Jira 9.0. */
export async function getCreateTypes(client: JiraClient, project: string, startAt: number): Promise<Reply> {
  const path = `issue/createmeta/${project}/issuetypes?startAt=${startAt}&maxResults=200`;
  return client.send(reading('GET /issue/createmeta/{project}/issuetypes', [404]), (api) => api.genericGet(path));
}

export async function getCreateFields(client: JiraClient, project: string, type: string, at: number): Promise<Reply> {
  const path = `issue/createmeta/${project}/issuetypes/${type}?startAt=${at}&maxResults=200`;
  return client.send(reading('GET /issue/createmeta/{project}/issuetypes/{id}'), (api) => api.genericGet(path));
}

/** Types and their fields in one answer, as Jira 8 has it. */
export async function getOldCreateMeta(client: JiraClient, project: string): Promise<Reply> {
  const path = `issue/createmeta?projectKeys=${project}&expand=projects.issuetypes.fields`;
  return client.send(reading('GET /issue/createmeta'), (api) => api.genericGet(path));
}

export async function getBoards(client: JiraClient, project: string, startAt: number): Promise<Reply> {
  const path = `board?projectKeyOrId=${project}&startAt=${startAt}`;
  return client.send(reading('GET /board'), (api) => api.genericAgileGet(path));
}

/** The sprints of a board; a Kanban board has none and answers 400. */
export async function getSprints(client: JiraClient, board: string, startAt: number): Promise<Reply> {
  const path = `board/${board}/sprint?startAt=${startAt}`;
  return client.send(reading('GET /board/{id}/sprint', [400]), (api) => api.genericAgileGet(path));
}

/** All priorities and resolutions of the site; whatever refuses them to us has none to tell. */
export async function getPriorities(client: JiraClient): Promise<Reply> {
  return client.send(reading('GET /priority', [400, 403, 404, 410]), (api) => api.genericGet('priority'));
}

export async function getResolutions(client: JiraClient): Promise<Reply> {
  return client.send(reading('GET /resolution', [400, 403, 404, 410]), (api) => api.genericGet('resolution'));
}

/** The statuses of each issue type's workflow. */
export async function getProjectStatuses(client: JiraClient, project: string): Promise<Reply> {
  const call = reading('GET /project/{key}/statuses', [403, 404]);
  return client.send(call, (api) => api.genericGet(`project/${project}/statuses`));
}
