import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

/**
 * What the container of a package registry runs: one package, given by its name and a folder with a file for each version,
 * such as `1.4.2.tgz`. Of `1.4.2.tampered.tgz` it says the integrity of another file. Listens on port 4873.
 */
const [name = '', folder = '.'] = process.argv.slice(2);

type Kept = { readonly file: string; readonly version: string; readonly isTampered: boolean };

function versions(): readonly Kept[] {
  return readdirSync(folder).flatMap((file) => {
    const [, version, tampered] = /^(\d+\.\d+\.\d+)(\.tampered)?\.tgz$/.exec(file) ?? [];
    return version === undefined ? [] : [{ file, version, isTampered: tampered !== undefined }];
  });
}

function describe({ file, version, isTampered }: Kept, host: string) {
  const content = isTampered ? 'another one' : readFileSync(join(folder, file));
  const integrity = `sha512-${createHash('sha512').update(content).digest('base64')}`;
  return [version, { name, version, dist: { tarball: `http://${host}/files/${file}`, integrity } }] as const;
}

const server = createServer((request, response) => {
  const path = decodeURIComponent(request.url ?? '');
  const kept = versions();
  const wanted = kept.find(({ file }) => path === `/files/${file}`);
  if (wanted !== undefined) {
    response.end(readFileSync(join(folder, wanted.file)));
  } else if (path === `/${name}`) {
    const all = Object.fromEntries(kept.map((each) => describe(each, request.headers.host ?? '')));
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ name, 'dist-tags': { latest: kept.at(-1)?.version }, versions: all }));
  } else {
    response.writeHead(404).end('{}');
  }
});
server.listen(4873, '0.0.0.0', () => console.log('registry listens'));
process.once('SIGTERM', () => server.close());
