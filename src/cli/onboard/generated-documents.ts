import type { ProjectConfig } from '../../model/project-config.ts';
import { federationDocument } from './federation-document.ts';
import { schemaDocument } from './schema-document.ts';
import { tempoDocument } from './tempo-document.ts';

export const SCHEMA_PATH = '.tract/SCHEMA.md';

const DOCUMENTS: readonly (readonly [path: string, render: (config: ProjectConfig) => string])[] = [
  [SCHEMA_PATH, schemaDocument],
  ['.tract/TEMPO.md', tempoDocument],
  ['.tract/FEDERATION.md', federationDocument],
];

/** Nobody else writes them. */
export const GENERATED_PATHS: readonly string[] = DOCUMENTS.map(([path]) => path);

/** The pages of a ticket repository that follow from its settings and the program, by path. */
export function generatedDocuments(config: ProjectConfig): ReadonlyMap<string, string> {
  return new Map(DOCUMENTS.map(([path, render]) => [path, render(config)]));
}
