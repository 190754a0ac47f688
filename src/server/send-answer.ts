import type { Request, Response } from 'express';
import type { Answer } from './endpoint.ts';

/** Sends what an endpoint answered. */
export function sendAnswer(request: Request, response: Response, answer: Answer): void {
  switch (answer.kind) {
    case 'json':
      response
        .status(answer.status)
        .set(answer.headers ?? {})
        .json(answer.body);
      return;
    case 'text':
      response
        .status(answer.status)
        .set(answer.headers ?? {})
        .type(answer.type)
        .send(answer.text);
      return;
    case 'stream':
      // Whoever asks for the head alone would wait for an end that does not come.
      if (request.method === 'HEAD') response.type('text/event-stream').end();
      else answer.open(response);
  }
}
