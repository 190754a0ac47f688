import type { UpdateSettings } from '../config/update-settings.ts';
import type { ProgramPlace } from './program-place.ts';

/** Why this process must not update the program, in a line that says what to do; null where it may. */
export function reasonAgainst(
  { enabled }: Pick<UpdateSettings, 'enabled'>,
  place: ProgramPlace | null,
  isRoot = process.geteuid?.() === 0,
): string | null {
  if (isRoot)
    return 'an update never runs as root: use sudo tract-sync PROJECT self-update, which is the user of the service';
  if (place === null) {
    return 'only a service that install-service.sh installed updates itself: there, sudo tract-sync PROJECT self-update';
  }
  if (enabled) return null;
  return `self-update is off: sudo install-service.sh ${place.instance.toUpperCase()} --self-update turns it on`;
}
