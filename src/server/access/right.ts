/** What a key may be used for: to look, to make and reconcile, to update the service itself. */
export const RIGHTS = ['read', 'write', 'update'] as const;

export type Right = (typeof RIGHTS)[number];
