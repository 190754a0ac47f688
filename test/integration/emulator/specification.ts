import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Ajv } from 'ajv';

interface Specification {
  readonly components: unknown;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: object }>> }>
  >;
}

const folder = new URL('../../../../shared/jira/openapi/', import.meta.url);

/** Checks replies against the response schemas of an official specification; null when the file is not there. */
export function readSpecification(
  file: string,
): ((method: string, path: string, status: number, body: unknown) => readonly string[]) | null {
  const url = new URL(file, folder);
  if (!existsSync(url)) return null;
  const specification = JSON.parse(gunzipSync(readFileSync(url)).toString('utf8')) as Specification;
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema({ $id: 'spec', components: specification.components });
  return (method, path, status, body) => {
    const schema = responseSchema(specification, method, path, status);
    if (schema === null) return [];
    const validate = ajv.compile(referTo(schema));
    if (validate(body)) return [];
    return (validate.errors ?? []).map(
      (error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
    );
  };
}

/** null: the status has no body in the specification. Throws when it does not know the path or the status. */
function responseSchema(specification: Specification, method: string, path: string, status: number): object | null {
  const response = specification.paths[path]?.[method.toLowerCase()]?.responses[String(status)];
  if (!response) throw new Error(`The specification knows no ${status} for ${method} ${path}`);
  return Object.values(response.content ?? {})[0]?.schema ?? null;
}

function referTo(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"spec#/components/')) as object;
}
