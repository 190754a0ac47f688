import { compareVersions, parseVersion, type Version } from './version.ts';

/** Which version is wanted: the newest of a channel, or exactly one. */
export type Wish = { readonly channel: string; readonly pin: string | null };

export type Choice =
  /** In the order in which they should be looked at. */
  | { readonly kind: 'versions'; readonly versions: readonly string[] }
  | { readonly kind: 'current' }
  | { readonly kind: 'refused'; readonly reason: string };

/** The channel of everybody who wants no prereleases. */
export const STABLE = 'stable';

export function isChannel(text: string): boolean {
  return /^[a-z][a-z0-9-]{0,31}$/.test(text);
}

/**
 * Which of the versions of a registry to take in place of `present`: newer ones of the same major version, and
 * prereleases only of the channel (`1.3.0-beta.2` is of `beta`). A pin is taken even where it is older.
 */
export function chooseVersions(present: Version, available: readonly string[], { channel, pin }: Wish): Choice {
  if (pin !== null) return choosePinned(present, available, pin);
  const versions = available
    .map(parseVersion)
    .filter((each) => each !== null)
    .filter((each) => isOfChannel(each, channel) && refusalOf(present, each, false) === null)
    .filter((each) => compareVersions(each, present) > 0)
    .sort((a, b) => compareVersions(b, a));
  if (versions.length === 0) return { kind: 'current' };
  return { kind: 'versions', versions: versions.map(({ text }) => text) };
}

/** Why a version must not take the place of `present`; null where it may. */
export function refusalOf(present: Version, wanted: Version, pinned: boolean): string | null {
  if (wanted.major !== present.major) {
    return `${wanted.text} is of another major version than ${present.text}: what it changes needs a person, with install-service.sh --package`;
  }
  if (!pinned && compareVersions(wanted, present) < 0) {
    return `${wanted.text} is older than ${present.text}: --pin ${wanted.text} goes back to it`;
  }
  return null;
}

function choosePinned(present: Version, available: readonly string[], pin: string): Choice {
  const wanted = parseVersion(pin);
  if (wanted === null) return { kind: 'refused', reason: `"${pin}" is no version, such as 1.4.2` };
  const reason = refusalOf(present, wanted, true);
  if (reason !== null) return { kind: 'refused', reason };
  if (wanted.text === present.text) return { kind: 'current' };
  if (!available.includes(pin)) return { kind: 'refused', reason: `the registry has no version ${pin}` };
  return { kind: 'versions', versions: [pin] };
}

function isOfChannel({ prerelease }: Version, channel: string): boolean {
  return prerelease.length === 0 || (channel !== STABLE && prerelease[0] === channel);
}
