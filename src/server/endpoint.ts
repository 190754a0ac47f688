import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { z } from 'zod';
import type { ProjectKeys } from '../reconciler/engine.ts';
import type { Caller } from './access/caller.ts';
import type { Right } from './access/right.ts';
import { type Given, readGiven } from './read-given.ts';
import { expectOwn } from './schemas/path-parameters.ts';
import type { Rules } from './schemas/rules.ts';
import type { ServerContext } from './server-context.ts';

/**
 * Who may call: everybody; whoever proves to be Jira, in part by the body, which the endpoint checks; or who has a key
 * with the right, where `local` lets processes of this machine pass without one.
 */
export type Access =
  | { readonly kind: 'open' }
  | { readonly kind: 'webhook' }
  | { readonly kind: 'key'; readonly right: Right; readonly local: boolean };

/** A string is sent as what `type` says, a stream writes its response by itself, anything else is JSON. */
export type Answer =
  | { readonly kind: 'json'; readonly status: number; readonly body: unknown; readonly headers?: AnswerHeaders }
  | {
      readonly kind: 'text';
      readonly status: number;
      readonly type: string;
      readonly text: string;
      readonly headers?: AnswerHeaders;
    }
  | { readonly kind: 'stream'; readonly open: (response: ServerResponse) => void };

export type AnswerHeaders = Readonly<Record<string, string>>;

/** What an endpoint knows of a request beside its parts. */
export type Circumstances = {
  readonly headers: IncomingHttpHeaders;
  readonly caller: Caller;
  /** Aborts when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
};

export type Asked<P, Q, B> = Circumstances & {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
};

/** What a body may be: `raw` hands on the bytes, `form` takes what a page sends, or JSON. */
export type BodyForm = 'none' | 'json' | 'form' | 'raw';

/** An answer as the documentation has it: its schema, or its media type where it is no JSON. */
export type Response = {
  readonly description: string;
  readonly schema?: z.ZodType;
  readonly type?: string;
};

export type EndpointSpec<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = {
  readonly method: 'get' | 'post';
  /** As OpenAPI has it: `/worklog/{issue}`. */
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  /** False where a caller over the limit must not be turned away: webhooks and probes. */
  readonly limited?: boolean;
  readonly params: P;
  readonly query: Q;
  /** Header fields that the endpoint reads, with what they are for. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: { readonly form: BodyForm; readonly schema: (rules: Rules) => B };
  readonly responses: Readonly<Record<number, Response>>;
  /** What else may go wrong, by status; what concerns every endpoint of its kind goes without saying. */
  readonly problems?: Readonly<Record<number, string>>;
  readonly answer: (asked: Asked<z.output<P>, z.output<Q>, z.output<B>>, context: ServerContext) => Promise<Answer>;
};

/** One address of the server. It may enqueue and read; it never reconciles. */
export type Endpoint = Omit<EndpointSpec<z.ZodType, z.ZodType, z.ZodType>, 'answer'> & {
  /** Refuses parameters of the address that cannot be right, before anything else looks at them. */
  readonly checkParams: (params: unknown, project: ProjectKeys) => void;
  readonly handle: (given: Given, circumstances: Circumstances, context: ServerContext) => Promise<Answer>;
};

/** Puts an endpoint behind its schemas: what `answer` sees has passed them, and what has not becomes a 400. */
export function endpoint<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  spec: EndpointSpec<P, Q, B>,
): Endpoint {
  const { answer, ...rest } = spec;
  return {
    ...rest,
    checkParams: (given, project) => {
      const [params] = readGiven([{ schema: spec.params, given, where: 'path' }]);
      expectOwn(params, project);
    },
    handle: async (given, circumstances, context) => {
      const schema = spec.body.schema(context.rules());
      const [params, query, body] = readGiven([
        { schema: spec.params, given: given.params, where: 'path' },
        { schema: spec.query, given: given.query, where: 'query' },
        { schema, given: given.body, where: 'body' },
      ]);
      const asked = { params, query, body } as Pick<
        Asked<z.output<P>, z.output<Q>, z.output<B>>,
        'params' | 'query' | 'body'
      >;
      return answer({ ...circumstances, ...asked }, context);
    },
  };
}
