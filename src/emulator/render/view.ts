import type { User } from '../world/entities.ts';
import { allowed, isCloud, type World } from '../world/world.ts';

/** How something is shown: to whom, in which version of the API, under which address. */
export interface View {
  readonly world: World;
  /** null: somebody who is not signed in. */
  readonly viewer: User | null;
  readonly api: '2' | '3';
  readonly base: string;
}

export function selfLink(view: View, path: string): string {
  return `${view.base}/rest/api/${view.api}/${path}`;
}

export function showsAdf(view: View): boolean {
  return view.api === '3' && isCloud(view.world);
}

export function isAdministrator(view: View): boolean {
  return view.viewer !== null && allowed(view.viewer, 'administer');
}
