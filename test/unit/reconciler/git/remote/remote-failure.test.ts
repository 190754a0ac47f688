import { expect } from 'chai';
import type { RemoteAddress } from '../../../../../src/reconciler/git/remote/remote-environment.ts';
import { remoteEnvironment } from '../../../../../src/reconciler/git/remote/remote-environment.ts';
import { remoteFailure } from '../../../../../src/reconciler/git/remote/remote-failure.ts';

const HOST: RemoteAddress = { url: 'https://git.example.com/app.git', login: null, sshKey: null, knownHosts: null };

describe('what a host of a repository says', () => {
  const told = (said: string, address = HOST) => {
    const { kind, message } = remoteFailure(address, said);
    return `${kind}: ${message}`;
  };

  it('of a login, by https and by ssh', () => {
    for (const said of [
      "fatal: Authentication failed for 'https://git.example.com/app.git/'",
      "fatal: could not read Username for 'https://git.example.com': terminal prompts disabled",
      'git@git.example.com: Permission denied (publickey).',
      'error: The requested URL returned error: 401',
    ])
      expect(told(said), said).to.match(/^transient: .* refuses the login: check the key/);
    expect(told('Host key verification failed.'))
      .to.include('shows a key that this machine was not told to trust')
      .and.to.include('TRACT_REMOTE_KNOWN_HOSTS');
  });

  it('of a protected branch', () => {
    for (const said of [
      'remote: error: GH006: Protected branch update failed for refs/heads/main.',
      'remote: error: GH013: Repository rule violations found for refs/heads/main.',
      '!\tabc:refs/heads/main\t[remote rejected] (push declined due to repository rule violations)',
      'remote: GitLab: You are not allowed to push code to protected branches on this project.',
      'remote: Gitea: Not allowed to push to protected branch main',
      '!\tabc:refs/heads/main\t[remote rejected] (prohibited by Gerrit: not permitted: update)',
    ])
      expect(told(said), said).to.include(
        'protects what the service has to push: an administrator there must let its account push without a review',
      );
  });

  it('of a key that may only read', () => {
    for (const said of [
      'ERROR: The key you are authenticating with has been marked as read only.',
      'remote: This deploy key does not have write access to this project.',
      'remote: GitLab: You are not allowed to push code to this project.',
      'remote: Write access to repository not granted.\nfatal: unable to access: The requested URL returned error: 403',
    ])
      expect(told(said), said).to.match(/does not let the service push: an administrator there must give its key/);
  });

  it('in one line, and of git, so that nothing is said of Jira', () => {
    const said = 'remote: GitLab: You are not allowed to push code to protected branches on this project.\nfatal: x';
    const { message, ofGit } = remoteFailure(HOST, said);
    expect([message.includes('\n'), ofGit]).to.deep.equal([false, true]);
  });

  it('of too many requests, of nothing there, of a silence, and of a network that is down', () => {
    expect(told('fatal: unable to access: The requested URL returned error: 429')).to.include('too many requests');
    expect(told('remote: Repository not found.')).to.include('there is no repository at');
    expect(told('timed out')).to.include('did not answer in time');
    expect(told('ssh: connect to host git.example.com port 22: Connection refused')).to.include('cannot be reached');
    expect(told('fatal: the receiving end does not support --atomic push')).to.match(/^fatal: .* use another host/);
  });

  it('never with the token, which git may repeat', () => {
    const login = { username: 'tract', token: 'very-secret-token' };
    const failure = remoteFailure({ ...HOST, login }, 'remote: bad very-secret-token');
    expect(`${failure.message} ${String(failure.cause)}`).not.to.include('very-secret-token');
  });
});

describe('the way to a hosted repository', () => {
  const ENV = { PATH: '/bin', GIT_CONFIG_COUNT: '2', GIT_CONFIG_KEY_0: 'a.b', GIT_CONFIG_VALUE_0: 'c' };

  it('has its token in the environment, behind what is configured there already', () => {
    const env = remoteEnvironment(ENV, { ...HOST, login: { username: 'tract', token: 'secret' } });
    expect(env).to.include({ GIT_CONFIG_COUNT: '3', GIT_CONFIG_KEY_2: 'http.extraHeader', GIT_CONFIG_VALUE_0: 'c' });
    const [, word = ''] = /^Authorization: Basic (.*)$/.exec(env.GIT_CONFIG_VALUE_2 ?? '') ?? [];
    expect(Buffer.from(word, 'base64').toString()).to.equal('tract:secret');
  });

  it('asks nobody, and uses the key that was named, whatever its path', () => {
    const { GIT_SSH_COMMAND } = remoteEnvironment(ENV, { ...HOST, sshKey: "/srv/it's a key" });
    expect(GIT_SSH_COMMAND).to.include('BatchMode=yes').and.to.include(`-i '/srv/it'\\''s a key'`);
  });

  it('trusts the host keys of one file alone, where one is named', () => {
    const { GIT_SSH_COMMAND } = remoteEnvironment(ENV, { ...HOST, knownHosts: '/srv/known hosts' });
    expect(GIT_SSH_COMMAND)
      .to.include(`-o 'UserKnownHostsFile="/srv/known hosts"'`)
      .and.to.include('GlobalKnownHostsFile=/dev/null')
      .and.to.include('StrictHostKeyChecking=yes');
  });

  it('leads to no helper of git that runs a command', () => {
    expect(remoteEnvironment(ENV, HOST).GIT_ALLOW_PROTOCOL).to.equal('ssh:https:file');
  });
});
