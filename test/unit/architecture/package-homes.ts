import type { SourceFile } from './source-file.ts';

/** Where each outside package may be imported, types included. */
const HOMES: Readonly<Record<string, RegExp>> = {
  'simple-git': /^src\/reconciler\/git\/(repository[^/]*|plumbing\/.+)$/,
  'jira-client': /^src\/reconciler\/jira\/client[^/]*$/,
  'p-retry': /^src\/reconciler\/jira\/client[^/]*$/,
  undici: /^src\/reconciler\/jira\/[^/]+$/,
  'node-cron': /^src\/reconciler\/schedule\.ts$/,
  'p-queue': /^src\/reconciler\/(create-engine\.ts|jira\/limiter[^/]*)$/,
  'deep-diff': /^src\/reconciler\/explain[^/]*$/,
  'gray-matter': /^src\/model\/(front-matter|ticket-file)[^/]*$/,
  'fast-json-stable-stringify': /^src\/model\/canonical\.ts$/,
  'node-diff3': /^src\/model\/text\/.+$/,
  unified: /^src\/model\/text\/.+$/,
  'remark-parse': /^src\/model\/text\/.+$/,
  'remark-gfm': /^src\/model\/text\/.+$/,
  'hast-util-from-html': /^src\/model\/text\/markdown\/.+$/,
  express: /^src\/server\/.+$/,
  'express-rate-limit': /^src\/server\/.+$/,
  'prom-client': /^src\/server\/.+$/,
  commander: /^src\/cli\/.+$/,
  'chrono-node': /^src\/cli\/.+$/,
  'fastest-levenshtein': /^src\/cli\/.+$/,
  'string-width': /^src\/cli\/.+$/,
  semver: /^src\/cli\/.+$/,
  picocolors: /^src\/cli\/.+$/,
};

/** Imported by one file, wherever that lies. */
const ONE_FILE = ['winston'];

/** Packages that are imported outside their home, or without being a dependency. */
export function findStrayPackages(files: readonly SourceFile[], dependencies: readonly string[]): readonly string[] {
  const strays = files.flatMap((file) =>
    file.imports.flatMap(({ packageName, specifier, typeOnly, line }) => {
      if (packageName === null) return [];
      const place = `${file.path}:${line} imports ${specifier}`;
      const home = HOMES[packageName];
      if (home !== undefined && !home.test(file.path)) return [`${place}: its home is ${home.source}`];
      if (!typeOnly && !dependencies.includes(packageName)) return [`${place}: it is no dependency in package.json`];
      return [];
    }),
  );
  return [...strays, ...ONE_FILE.flatMap((name) => findSecondHomes(files, name))];
}

function findSecondHomes(files: readonly SourceFile[], name: string): readonly string[] {
  const importers = files.filter((file) => file.imports.some(({ packageName }) => packageName === name));
  return importers.slice(1).map((file) => `${file.path} imports ${name}: its one home is ${importers[0]?.path}`);
}
