import { Writable } from 'node:stream';
import { expect } from 'chai';
import { createLogger, type LoggerOptions } from '../../../src/cli/create-logger.ts';

function logger(change: Partial<LoggerOptions> = {}) {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return {
    lines,
    log: createLogger({ level: 'info', format: 'json', stream, priorities: false, secrets: [], ...change }),
  };
}

const json = (line: string | undefined) => JSON.parse(line ?? '') as Record<string, unknown>;

describe('createLogger', () => {
  it('writes one JSON document per line, whose message no detail can replace', () => {
    const { lines, log } = logger();
    log.info('cycle done', { tickets: 3, message: 'of the detail' });
    const { time, ...rest } = json(lines[0]);
    expect(rest).to.deep.equal({ level: 'info', message: 'cycle done', tickets: 3 });
    expect(time).to.match(/^\d{4}-\d\d-\d\dT/);
  });

  it('writes text with key=value pairs, quoting what could be misread', () => {
    const { lines, log } = logger({ format: 'text' });
    log.warn('ticket held', { ticket: 'APP-1', title: 'two words', count: 2, none: null });
    expect(lines[0]).to.match(/Z warn {2}ticket held ticket=APP-1 title="two words" count=2 none=null\n$/);
  });

  it("begins a line with its priority where that goes to systemd's journal", () => {
    for (const format of ['text', 'json'] as const) {
      const { lines, log } = logger({ level: 'debug', format, priorities: true });
      for (const level of ['error', 'warn', 'info', 'debug'] as const) log[level]('said');
      expect(
        lines.map((line) => line.slice(0, 3)),
        format,
      ).to.deep.equal(['<3>', '<4>', '<6>', '<7>']);
    }
  });

  it('lets no line be forged by a line break', () => {
    for (const format of ['text', 'json'] as const) {
      const { lines, log } = logger({ format });
      log.info('a\nb', { title: 'x\n2026-01-01T00:00:00Z error forged' });
      expect(lines.join('').trimEnd().split('\n'), format).to.have.length(1);
    }
  });

  it('tells an error with its words and its stack', () => {
    const { lines, log } = logger();
    log.error('request failed', { error: new TypeError('no such thing') });
    const { error } = json(lines[0]) as { error: { error: string; reason: string; stack: string } };
    expect(error).to.include({ error: 'TypeError', reason: 'no such thing' });
    expect(error.stack).to.include('create-logger.test');
  });

  it('keeps secrets out by name and by value, at any depth', () => {
    for (const format of ['text', 'json'] as const) {
      const { lines, log } = logger({ format, secrets: ['se"cret-value'] });
      const headers = { Authorization: 'Basic abc', cookie: 'session' };
      log.info('signed in', {
        headers,
        JIRA_PASSWORD: 'pw',
        apiKey: 'k',
        list: [{ reason: 'got se"cret-value back' }],
      });
      expect(lines[0], format).not.to.match(/abc|session|pw|secret-value|cret-value/);
    }
  });

  it('keeps quiet below its level', () => {
    const { lines, log } = logger();
    log.debug('detail');
    expect(lines).to.deep.equal([]);
  });

  it('survives details that no JSON holds', () => {
    const circle: Record<string, unknown> = { big: 1n };
    circle.self = circle;
    const { lines, log } = logger();
    log.info('odd', { circle });
    expect(lines).to.have.length(1);
  });
});
