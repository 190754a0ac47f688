import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { AdfNode } from '../../src/model/text/jira-text.ts';

/** Published converters: jira2md for wiki, marklassian and adf-to-markdown for ADF. */
export type OtherConverters = {
  readonly wikiToMarkdown: (wiki: string) => string;
  readonly markdownToWiki: (markdown: string) => string;
  readonly markdownToAdf: (markdown: string) => AdfNode;
  readonly adfToMarkdown: (doc: AdfNode) => string;
};

/** Null where they are not installed. */
export async function loadOtherConverters(): Promise<OtherConverters | null> {
  const require = createRequire(import.meta.url);
  try {
    const load = async (name: string): Promise<unknown> => import(pathToFileURL(require.resolve(name)).href);
    const jira2md = pick(await load('jira2md'), 'default');
    const marklassian = await load('marklassian');
    const adfToMarkdown = await load('adf-to-markdown');
    return {
      wikiToMarkdown: method(jira2md, 'to_markdown'),
      markdownToWiki: method(jira2md, 'to_jira'),
      markdownToAdf: method(marklassian, 'markdownToAdf'),
      adfToMarkdown: method(adfToMarkdown, 'convertADFToMarkdown'),
    };
  } catch (error) {
    if (error instanceof Error && 'code' in error && /MODULE_NOT_FOUND$/.test(String(error.code))) return null;
    throw error;
  }
}

function pick(module: unknown, name: string): unknown {
  if (typeof module !== 'object' && typeof module !== 'function') return undefined;
  return module === null ? undefined : (module as Readonly<Record<string, unknown>>)[name];
}

function method<From, To>(module: unknown, name: string): (from: From) => To {
  const found = pick(module, name) ?? pick(pick(module, 'default'), name);
  if (typeof found !== 'function') throw new Error(`the converter has no ${name}`);
  return (from) => quietly(() => found.call(module, from) as To);
}

/** They warn about what they leave out, which is counted here. */
function quietly<T>(run: () => T): T {
  const { warn } = console;
  console.warn = () => {};
  try {
    return run();
  } finally {
    console.warn = warn;
  }
}
