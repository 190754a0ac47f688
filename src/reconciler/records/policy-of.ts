import type { Policy } from '../../model/field.ts';
import type { Project } from '../project.ts';

/** Who wins a conflict of a field, comment or time entry, and who says so. */
export type PolicyOf = { readonly policy: Policy; readonly source: 'config.yaml' | 'default' };

/** Null for what no policy is about, such as a whole file. */
export function policyOf(ref: string, project: Pick<Project, 'config' | 'fields'>): PolicyOf | null {
  const name = ref.startsWith('comment:') ? 'comments' : ref.startsWith('worklog:') ? 'worklogs' : ref;
  const field = project.fields().find((each) => each.name === name);
  if (field === undefined) return null;
  const { policies, fields } = project.config();
  const isConfigured = Object.hasOwn(policies, name) || (Object.hasOwn(fields, name) && fields[name]?.policy !== null);
  return { policy: field.policy, source: isConfigured ? 'config.yaml' : 'default' };
}

/** `hold (default)`: the words for a record. */
export function describePolicy(of: PolicyOf | null): string {
  return of === null ? 'a person decides' : `${of.policy} (${of.source})`;
}
