import { renderScalar } from './front-matter-scalar.ts';
import { parsePlainYaml } from './project-config-yaml.ts';

/** A component of the project and the directories of the code it stands for. */
export type Component = { readonly name: string; readonly directories: readonly string[] };

export type ComponentsReading = { readonly components: readonly Component[]; readonly problems: readonly string[] };

/** Reads `.tract/components.yaml`: `Component: [directory, …]`, one directory without brackets, or none. */
export function parseComponents(text: string): ComponentsReading {
  const yaml = parsePlainYaml(text);
  if (yaml.kind === 'invalid') return { components: [], problems: yaml.problems };
  const { value } = yaml;
  if (value === null || value === '') return { components: [], problems: [] };
  if (typeof value !== 'object' || Array.isArray(value)) {
    return { components: [], problems: ['the file must be a mapping such as "Auth: [src/auth]"'] };
  }
  const components: Component[] = [];
  const problems: string[] = [];
  for (const [name, entry] of Object.entries(value)) {
    const directories = entry === '' ? [] : [entry].flat();
    if (directories.every(isDirectory)) components.push({ name, directories });
    else problems.push(`${name}: write directories inside the repository, such as [src/auth, test/auth]`);
  }
  return { components, problems };
}

/** A new `.tract/components.yaml`. */
export function renderComponents(components: readonly Component[]): string {
  const lines = components.map(({ name, directories }) => {
    return `${renderScalar(name, 'flow')}: [${directories.map((path) => renderScalar(path, 'flow')).join(', ')}]\n`;
  });
  return `# The components of the project in Jira, and the directories of the code they stand for.\n${lines.join('')}`;
}

function isDirectory(path: unknown): path is string {
  return typeof path === 'string' && path !== '' && !path.startsWith('/') && !path.split('/').includes('..');
}
