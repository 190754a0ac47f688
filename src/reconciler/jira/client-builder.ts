import type JiraApi from 'jira-client';

/** The parts of jira-client that its types keep to themselves. */
type Builder = {
  makeUri(options: { readonly pathname: string; readonly intermediatePath?: string }): string;
  makeRequestHeader(uri: string, options: { readonly method: string; readonly body: unknown }): object;
  doRequest(request: object): Promise<unknown>;
};

/** A request to an endpoint that jira-client, or its types, do not know. `pathname` follows `/rest/api/{version}`. */
export async function requestTo(
  api: JiraApi,
  method: 'POST' | 'PUT',
  pathname: string,
  body: unknown,
): Promise<unknown> {
  const builder = api as unknown as Builder;
  return builder.doRequest(builder.makeRequestHeader(builder.makeUri({ pathname }), { method, body }));
}

/** A read of an endpoint outside of `/rest/api`. `path` begins at the root of Jira: `/rest/pat/latest/tokens`. */
export async function getAt(api: JiraApi, path: string): Promise<unknown> {
  const builder = api as unknown as Builder;
  const uri = builder.makeUri({ intermediatePath: path, pathname: '' });
  return builder.doRequest(builder.makeRequestHeader(uri, { method: 'GET', body: undefined }));
}
