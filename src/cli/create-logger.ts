import { createLogger as createWinston, format, transports } from 'winston';
import type { Log } from '../reconciler/log.ts';
import { type Level, withPriority } from './journal.ts';

export type LoggerOptions = {
  readonly level: Level;
  readonly format: 'json' | 'text';
  readonly stream: NodeJS.WritableStream;
  /** Whether each line begins with its priority, as systemd's journal reads it. */
  readonly priorities: boolean;
  /** Taken out of every line, wherever they turn up. */
  readonly secrets: readonly string[];
};

const SECRET_NAME = /pass(word)?$|token|secret|authori[sz]ation|cookie|api-?_?key/i;
const MAX_DEPTH = 6;

/** The log of the daemon: one line per event, a constant message with key and value pairs, without secrets. */
export function createLogger(options: LoggerOptions): Log {
  const render = options.format === 'json' ? renderJson : renderText;
  const logger = createWinston({
    level: options.level,
    format: format.combine(
      format.timestamp(),
      format.printf(({ level, message, timestamp, details }) => {
        const line = { at: String(timestamp), level, message: String(message), details: clean(details) };
        const text = withoutSecrets(render(line), options.secrets);
        return options.priorities ? withPriority(level as Level, text) : text;
      }),
    ),
    transports: [new transports.Stream({ stream: options.stream })],
  });
  // Details travel under one name: winston appends a `message` among them to the message, and loses errors.
  return {
    debug: (message, details) => void logger.debug(message, { details }),
    info: (message, details) => void logger.info(message, { details }),
    warn: (message, details) => void logger.warn(message, { details }),
    error: (message, details) => void logger.error(message, { details }),
  };
}

type Line = {
  readonly at: string;
  readonly level: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
};

function renderJson({ at, level, message, details }: Line): string {
  const fixed = { time: at, level, message };
  return JSON.stringify({ ...fixed, ...details, ...fixed });
}

function renderText({ at, level, message, details }: Line): string {
  const pairs = Object.entries(details).map(([name, value]) => `${name}=${textOf(value)}`);
  return [at, level.padEnd(5), oneLine(message), ...pairs].join(' ');
}

/** Bare where it cannot be misread, else as JSON: a line break in a title must not make a line of its own. */
function textOf(value: unknown): string {
  if (typeof value === 'string' && /^[\w./:@+-]+$/.test(value)) return value;
  return typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : (JSON.stringify(value) ?? 'undefined');
}

function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ');
}

function clean(details: unknown): Readonly<Record<string, unknown>> {
  const cleaned = cleanValue(details ?? {}, 0);
  return typeof cleaned === 'object' && cleaned !== null ? { ...cleaned } : {};
}

function cleanValue(value: unknown, depth: number): unknown {
  if (value instanceof Error) return { error: value.name, reason: value.message, stack: value.stack };
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return '…';
  if (Array.isArray(value)) return value.map((each) => cleanValue(each, depth + 1));
  const entries = Object.entries(value).map(([name, inner]) => {
    return [name, SECRET_NAME.test(name) ? '***' : cleanValue(inner, depth + 1)] as const;
  });
  return Object.fromEntries(entries);
}

/** Very short ones would blank out ordinary words, and are no secret. Within JSON a secret may stand escaped. */
function withoutSecrets(line: string, secrets: readonly string[]): string {
  const forms = secrets
    .filter((secret) => secret.length >= 4)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
  return forms.reduce((clean, secret) => clean.replaceAll(secret, '***'), line);
}
