/** True where `fetch` keeps away from the port, as browsers do (https://fetch.spec.whatwg.org/#port-blocking). */
export function isBadPort(error: unknown): boolean {
  return error instanceof Error && error.cause instanceof Error && error.cause.message === 'bad port';
}

/** True for a port that `fetch` would never ask: it is asked itself, as its list has no other home, and sends nothing. */
export async function isBadPortNumber(port: number): Promise<boolean> {
  try {
    await fetch(`http://127.0.0.1:${port}`, { dispatcher: NOBODY });
    return false;
  } catch (error) {
    return isBadPort(error);
  }
}

/** Whatever comes as far as this was let through, and ends here. */
const NOBODY = {
  dispatch: () => {
    throw new Error('nothing is sent');
  },
} as unknown as NonNullable<RequestInit['dispatcher']>;

export function badPortOf(url: string): string {
  return `${url} is on a port that belongs to another protocol, where no web client asks`;
}

export const BAD_PORT_FIX =
  'mend TRACT_SYNC_SERVER or sync.server; if the service listens there, give it another TRACT_PORT';
