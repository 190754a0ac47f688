/** `warning`: it works, but not as well as it could, or somebody should look. */
export type Level = 'ok' | 'warning' | 'failed';

/** What a check found, in a line for people; `fix` says what to do about it. */
export type Finding = { readonly level: Level; readonly message: string; readonly fix: string | null };

export function fine(message: string): Finding {
  return { level: 'ok', message, fix: null };
}

export function warning(message: string, fix: string): Finding {
  return { level: 'warning', message, fix };
}

export function failed(message: string, fix: string): Finding {
  return { level: 'failed', message, fix };
}
