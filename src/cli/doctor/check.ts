import type { Finding } from './finding.ts';
import type { Site } from './site.ts';

/** One thing to look at. It finds nothing where there is nothing to look at: no server in a clone, no clone on a server. */
export type Check = {
  /** Stands in front of what is found. */
  readonly name: string;
  readonly find: (site: Site) => Promise<readonly Finding[]>;
};
