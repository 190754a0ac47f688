import type { Command } from 'commander';
import { example, type Run } from '../command.ts';
import type { KeysOptions } from '../serve/keys/run-keys.ts';

type AddOptions = KeysOptions & { readonly rights: string };

const FILE = ['--file <path>', 'the file of keys (default: TRACT_API_KEYS_FILE)'] as const;

/** `tract serve keys`: who may use the HTTP API, and for what. */
export function addServeKeys(serve: Command, run: Run): void {
  const keys = serve
    .command('keys')
    .description('API keys of the service: add, list, revoke')
    .addHelpText('after', example('tract serve keys add ci --rights read', 'tract serve keys list'));
  const module = () => import('../serve/keys/run-keys.ts');
  keys
    .command('add <name>')
    .description('make a key and print it, this once')
    .option('--rights <rights>', 'read, write, update, separated by commas', 'read,write')
    .option(...FILE)
    .addHelpText('after', '\nWith --json: {name, rights, key, file}.')
    .addHelpText('after', example('tract serve keys add ci --rights read --file /opt/tract/config/app.keys'))
    .action((name: string, options: AddOptions, command) =>
      run(async (context) => (await module()).addKey(context, name, options), command),
    );
  keys
    .command('list')
    .description('the keys by name, with their rights')
    .option(...FILE)
    .addHelpText('after', '\nWith --json: [{name, rights, created}].')
    .addHelpText('after', example('tract serve keys list'))
    .action((options: KeysOptions, command) =>
      run(async (context) => (await module()).listKeys(context, options), command),
    );
  keys
    .command('revoke <name>')
    .description('take a key away; a running service refuses it at once')
    .option(...FILE)
    .addHelpText('after', '\nWith --json: {revoked, file}.')
    .addHelpText('after', example('tract serve keys revoke ci'))
    .action((name: string, options: KeysOptions, command) =>
      run(async (context) => (await module()).revokeKey(context, name, options), command),
    );
}
