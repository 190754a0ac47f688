import { storeIssue } from '../acts/commit-update.ts';
import { type CustomFieldSpec, customField } from '../fields/custom-fields.ts';
import type { FieldDefinition } from '../fields/field-definition.ts';
import type { Credentials } from '../http/credentials.ts';
import type { Account } from '../settings.ts';
import type { Board, Component, Sprint, User, Version } from '../world/entities.ts';
import { findUserByName, named } from '../world/find.ts';
import type { History, Issue } from '../world/issue.ts';
import { makeUser } from '../world/make-user.ts';
import type { Project } from '../world/project.ts';
import { defaultWorkflow, type Workflow } from '../world/workflow.ts';
import { isCloud, type World } from '../world/world.ts';
import { issueNamed, projectNamed } from './lookup.ts';

export interface ProjectSpec {
  readonly key: string;
  readonly name?: string;
  readonly lead: string;
  readonly typeNames?: readonly string[];
  readonly workflow?: Workflow;
  readonly components?: readonly string[];
  readonly versions?: readonly string[];
}

/** What is done in Jira's administration: none of it is an issue edit, and none of it moves `updated`. */
export class Administrator {
  readonly #world: World;
  readonly #credentials: Credentials;

  constructor(world: World, credentials: Credentials) {
    this.#world = world;
    this.#credentials = credentials;
  }

  addUser(account: Account): User {
    const user = makeUser(account);
    this.#world.users.set(user.key, user);
    const login = isCloud(this.#world) ? (user.emailAddress ?? user.name) : user.name;
    if (account.password !== undefined) this.#credentials.addPassword(login, account.password, user.key);
    if (account.token !== undefined) this.addToken(user.name, account.token, account.tokenExpiresMs ?? null);
    return user;
  }

  /** A personal access token more; `expiresMs` null for one that never does. */
  addToken(userName: string, token: string, expiresMs: number | null, name = 'tract'): void {
    const { accessTokens, now } = this.#world;
    const { key: userKey } = this.user(userName);
    accessTokens.set(token, { id: accessTokens.size + 1, name, userKey, createdMs: now(), expiresMs });
  }

  /** Any change of a user but its key: a rename, a new display name, deactivation, another zone, permissions. */
  changeUser(name: string, change: Partial<Omit<User, 'key'>>): User {
    const user = this.user(name);
    const changed = { ...user, ...change };
    this.#world.users.set(user.key, changed);
    return changed;
  }

  user(name: string): User {
    const user = findUserByName(this.#world, name);
    if (!user) throw new Error(`The emulator has no user ${name}`);
    return user;
  }

  revokeCredentials(name: string): void {
    const { key } = this.user(name);
    this.#credentials.revoke(key);
    const { accessTokens } = this.#world;
    for (const [token, { userKey }] of accessTokens) if (userKey === key) accessTokens.delete(token);
  }

  /** Solves the CAPTCHA that failed logins led to. */
  clearCaptcha(login: string): void {
    this.#credentials.clearFailures(login);
  }

  addProject(spec: ProjectSpec): Project {
    const world = this.#world;
    const wanted = spec.typeNames?.map((name) => named(world.issueTypes.values(), name)?.id ?? '');
    const project: Project = {
      id: world.nextId('project'),
      key: spec.key,
      name: spec.name ?? spec.key,
      description: '',
      leadKey: this.user(spec.lead).key,
      typeIds: wanted ?? [...world.issueTypes.keys()],
      workflow: spec.workflow ?? defaultWorkflow,
      category: null,
      hidden: false,
      nextNumber: 1,
    };
    world.projects.set(project.id, project);
    for (const name of spec.components ?? []) this.addComponent(spec.key, name);
    for (const name of spec.versions ?? []) this.addVersion(spec.key, name);
    return project;
  }

  /** Hiding, another name or workflow; for a new key see `renameProjectKey`. */
  changeProject(
    key: string,
    change: Partial<Pick<Project, 'name' | 'hidden' | 'workflow' | 'leadKey' | 'typeIds'>>,
  ): void {
    const project = projectNamed(this.#world, key);
    this.#world.projects.set(project.id, { ...project, ...change });
  }

  /** All keys of the project change; the old ones still resolve. */
  renameProjectKey(key: string, newKey: string): void {
    const world = this.#world;
    const project = projectNamed(world, key);
    world.formerProjectKeys.set(project.key, project.id);
    world.projects.set(project.id, { ...project, key: newKey });
    for (const issue of [...world.issues.all()].filter((each) => each.projectId === project.id)) {
      storeIssue(world, { ...issue, key: `${newKey}${issue.key.slice(issue.key.lastIndexOf('-'))}` });
    }
  }

  addComponent(projectKey: string, name: string): Component {
    const projectId = projectNamed(this.#world, projectKey).id;
    const component: Component = { id: this.#world.nextId('entity'), projectId, name, description: null };
    this.#world.components.set(component.id, component);
    return component;
  }

  addVersion(projectKey: string, name: string): Version {
    const projectId = projectNamed(this.#world, projectKey).id;
    const state = { description: null, archived: false, released: false, releaseDate: null };
    const version: Version = { id: this.#world.nextId('entity'), projectId, name, ...state };
    this.#world.versions.set(version.id, version);
    return version;
  }

  addBoard(projectKey: string, name: string): Board {
    const board: Board = { id: this.#world.boards.size + 1, name, projectId: projectNamed(this.#world, projectKey).id };
    this.#world.boards.set(board.id, board);
    return board;
  }

  addSprint(boardId: number, name: string, state: Sprint['state'] = 'future'): Sprint {
    const id = Number(this.#world.nextId('sprint'));
    const sprint: Sprint = { id, boardId, name, state, goal: '', startMs: null, endMs: null, completeMs: null };
    this.#world.sprints.set(id, sprint);
    return sprint;
  }

  addField(spec: CustomFieldSpec): FieldDefinition {
    const field = customField(spec);
    this.#world.fields.set(field.id, field);
    return field;
  }

  changeField(
    id: string,
    change: Partial<Pick<FieldDefinition, 'name' | 'screens' | 'required' | 'options' | 'typeIds'>>,
  ): void {
    const field = this.#world.fields.get(id);
    if (!field) throw new Error(`The emulator has no field ${id}`);
    this.#world.fields.set(id, { ...field, ...change });
  }

  /** Gives a status, component, version, priority, issue type or resolution another name. */
  rename(
    what: 'statuses' | 'components' | 'versions' | 'priorities' | 'issueTypes' | 'resolutions',
    name: string,
    newName: string,
  ): void {
    const records = this.#world[what] as Map<string, { readonly id: string; readonly name: string }>;
    const record = named(records.values(), name);
    if (!record) throw new Error(`The emulator has no ${name} among its ${what}`);
    records.set(record.id, { ...record, name: newName });
  }

  /** Only these users may see the issue from now on; for all others it is as if it did not exist. null lifts it. */
  restrictIssue(key: string, visibleTo: readonly string[] | null): void {
    this.#change(key, { visibleTo: visibleTo?.map((name) => this.user(name).key) ?? null });
  }

  archiveIssue(key: string, archived = true): void {
    this.#change(key, { archived });
  }

  /** A migration to another workflow: a changelog entry without a new `updated`. */
  migrateWorkflow(projectKey: string, workflow: Workflow, by: string): void {
    const world = this.#world;
    const project = projectNamed(world, projectKey);
    world.projects.set(project.id, { ...project, workflow });
    const authorKey = this.user(by).key;
    const fromText = project.workflow.name;
    const item = {
      field: 'Workflow',
      fieldtype: 'jira',
      fieldId: null,
      from: '1',
      fromText,
      to: '2',
      toText: workflow.name,
    } as const;
    for (const issue of [...world.issues.all()].filter((each) => each.projectId === project.id)) {
      const history: History = { id: world.nextId('history'), authorKey, createdMs: world.now(), items: [item] };
      storeIssue(world, { ...issue, history: [...issue.history, history] });
    }
  }

  /** Puts `updated` back, as a stale node of a cluster or a restored database would show it. */
  setUpdated(key: string, updatedMs: number): void {
    this.#change(key, { updatedMs });
  }

  #change(key: string, change: Partial<Issue>): void {
    storeIssue(this.#world, { ...issueNamed(this.#world, key), ...change });
  }
}
