import { compare, parse, type SemVer } from 'semver';

/** A version as Semantic Versioning 2.0.0 has it. */
export type Version = {
  readonly text: string;
  readonly major: number;
  readonly prerelease: readonly (string | number)[];
};

const LONGEST = 100;

/**
 * Null for what is no version, or not written as one is: `v1.2.3` and build metadata, which no registry keeps. It is the
 * name of a folder too: nothing with a slash or a leading point passes.
 */
export function parseVersion(text: string): Version | null {
  const version: SemVer | null = text.length > LONGEST ? null : parse(text);
  if (version === null || version.version !== text) return null;
  return { text, major: version.major, prerelease: version.prerelease };
}

/** Below zero where `a` is older. Source: semver.org, section 11. */
export function compareVersions(a: Version, b: Version): number {
  return compare(a.text, b.text);
}
