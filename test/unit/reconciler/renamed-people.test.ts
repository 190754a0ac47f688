import { expect } from 'chai';
import { createProject } from '../../../src/reconciler/create-project.ts';
import type { Project } from '../../../src/reconciler/project.ts';

const CONFIG = 'version: 1\nproject: { key: APP, name: App, url: "https://jira.example" }\n';

function projectWith(users: string): Project {
  const project = createProject('APP', 'server');
  project.load({ config: CONFIG, users });
  return project;
}

const user = (jiraName: string, key: string | null) => ({ jiraName, displayName: jiraName, key });

describe('a person whose name changes in Jira', () => {
  it('keeps the handle, is written to by the new name, and has it in the file', () => {
    const project = projectWith('jane: jane\n');
    project.people.handleOf(user('jane', 'JIRAUSER1'));
    expect(project.usersFile()).to.equal(null);
    expect(project.people.handleOf(user('jane.smith', 'JIRAUSER1'))).to.equal('jane');
    expect(project.people.jiraNameOf('jane')).to.equal('jane.smith');
    expect(project.usersFile()).to.equal('jane: {name: jane.smith}\n');
  });

  it('is known to the next process by what this one knew', () => {
    const before = projectWith('jane: jane\n');
    before.people.handleOf(user('jane', 'JIRAUSER1'));
    const after = projectWith('jane: jane\n');
    after.knowUsers(before.userKeys());
    expect(after.people.handleOf(user('jane.smith', 'JIRAUSER1'))).to.equal('jane');
  });

  it('to one that another person had, who has another by now', () => {
    const project = projectWith('jane: jane\njohn: john\n');
    project.people.handleOf(user('jane', '1'));
    project.people.handleOf(user('john', '2'));
    expect(project.people.handleOf(user('john', '1'))).to.equal('jane');
    expect(project.people.handleOf(user('john.doe', '2'))).to.equal('john');
    expect(project.people.jiraNameOf('jane')).to.equal('john');
    expect(project.people.jiraNameOf('john')).to.equal('john.doe');
    const file = project.usersFile() ?? '';
    project.load({ config: null, users: file });
    project.load({ config: null, users: project.usersFile() ?? file });
    expect(project.people.jiraNameOf('jane')).to.equal('john');
    expect(project.usersFile()).to.equal(null);
  });

  it('and whom somebody wrote down under another handle: that one holds', () => {
    const project = projectWith('jane: jane\njs: jane.smith\n');
    project.people.handleOf(user('jane', '1'));
    expect(project.people.handleOf(user('jane.smith', '1'))).to.equal('js');
  });

  it('without a key is somebody else', () => {
    const project = projectWith('jane: jane\n');
    project.people.handleOf(user('jane', null));
    expect(project.people.handleOf(user('jane.smith', null))).to.equal('jane.smith');
  });
});
