import type { z } from 'zod';
import { configFieldProblems } from './project-config-fields.ts';
import { type ProjectConfig, projectConfigSchema } from './project-config-schema.ts';
import { parsePlainYaml } from './project-config-yaml.ts';

export { fieldsOf, ticketFormatOf } from './project-config-fields.ts';
export { renderProjectConfig } from './project-config-render.ts';
export type { ProjectConfig } from './project-config-schema.ts';

export type ProjectConfigReading =
  | { readonly kind: 'config'; readonly config: ProjectConfig }
  | { readonly kind: 'invalid'; readonly problems: readonly string[] };

/** Reads `.tract/config.yaml`. All problems are told at once, each with the place and what would be right. */
export function parseProjectConfig(text: string): ProjectConfigReading {
  const yaml = parsePlainYaml(text);
  if (yaml.kind === 'invalid') return yaml;
  const version = versionOf(yaml.value);
  if (/^[1-9]\d*$/.test(version) && Number(version) > 1) {
    return invalid([`version: ${version} was written by a newer Tract than this one, which knows 1; update Tract`]);
  }
  const parsed = projectConfigSchema.safeParse(withoutEmpty(yaml.value), { reportInput: true });
  if (!parsed.success) return invalid(parsed.error.issues.flatMap(describeIssue));
  const problems = configFieldProblems(parsed.data);
  return problems.length > 0 ? invalid(problems) : { kind: 'config', config: parsed.data };
}

function versionOf(value: unknown): string {
  if (typeof value !== 'object' || value === null || !('version' in value)) return '';
  return typeof value.version === 'string' ? value.version : '';
}

/** A key without a value (all below it is commented out) is as good as no key. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== '');
  return Object.fromEntries(entries.map(([key, member]) => [key, withoutEmpty(member)]));
}

function describeIssue(issue: z.core.$ZodIssue): readonly string[] {
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${[...issue.path, key].join('.')}: is not known; take it out or mend its name`);
  }
  const missing = issue.code === 'invalid_type' && issue.input === undefined;
  return [`${path === '' ? 'the file' : path}: ${missing ? 'is missing; it ' : ''}${issue.message}`];
}

function invalid(problems: readonly string[]): ProjectConfigReading {
  return { kind: 'invalid', problems };
}
