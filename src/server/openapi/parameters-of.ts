import { z } from 'zod';
import type { Endpoint } from '../endpoint.ts';

export type Parameter = {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description: string;
  readonly schema: unknown;
};

/** What the address and the header of a request may say, from the schemas of an endpoint. */
export function parametersOf({ params, query, headers }: Endpoint): readonly Parameter[] {
  const fields = Object.entries(headers ?? {}).map(
    ([name, description]): Parameter => ({
      name,
      in: 'header',
      required: false,
      description,
      schema: { type: 'string' },
    }),
  );
  return [...membersOf(params, 'path'), ...membersOf(query, 'query'), ...fields];
}

function membersOf(schema: z.ZodType, where: 'path' | 'query'): readonly Parameter[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(properties).map(([name, member]) => {
    const { description = name, ...rest } = member as { readonly description?: string };
    return { name, in: where, required: where === 'path' || required.includes(name), description, schema: rest };
  });
}
