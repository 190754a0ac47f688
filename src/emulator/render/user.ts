import type { User } from '../world/entities.ts';
import { isCloud } from '../world/world.ts';
import { isAdministrator, selfLink, type View } from './view.ts';

const sizes = [48, 24, 16, 32];

export function renderUser(user: User, view: View): Record<string, unknown> {
  return isCloud(view.world) ? cloudUser(user, view) : serverUser(user, view);
}

/** Since 2019 without name and key; the e-mail only where the profile allows it. */
function cloudUser(user: User, view: View): Record<string, unknown> {
  return {
    self: selfLink(view, `user?accountId=${encodeURIComponent(user.accountId)}`),
    accountId: user.accountId,
    ...(showsEmail(user, view) ? { emailAddress: user.emailAddress } : {}),
    avatarUrls: avatarUrls(user, view),
    displayName: user.displayName,
    active: user.active,
    timeZone: user.timeZone,
    accountType: user.accountType,
  };
}

function serverUser(user: User, view: View): Record<string, unknown> {
  return {
    self: selfLink(view, `user?username=${encodeURIComponent(user.name)}`),
    name: user.name,
    key: user.key,
    ...(showsEmail(user, view) ? { emailAddress: user.emailAddress } : {}),
    avatarUrls: avatarUrls(user, view),
    displayName: user.displayName,
    active: user.active,
    timeZone: user.timeZone,
  };
}

function showsEmail(user: User, view: View): boolean {
  if (user.emailAddress === null) return false;
  return !view.world.settings.hideEmail || view.viewer?.key === user.key || isAdministrator(view);
}

function avatarUrls(user: User, view: View): Record<string, string> {
  const url = (size: number) => `${view.base}/secure/useravatar?ownerId=${encodeURIComponent(user.key)}&size=${size}`;
  return Object.fromEntries(sizes.map((size) => [`${size}x${size}`, url(size)]));
}
