import type { Answer, AnswerHeaders } from './endpoint.ts';

export function json(status: number, body: unknown, headers: AnswerHeaders = {}): Answer {
  return { kind: 'json', status, body, headers };
}

export function text(status: number, type: string, content: string, headers: AnswerHeaders = {}): Answer {
  return { kind: 'text', status, type, text: content, headers };
}
