import type { ProjectConfig } from '../../model/project-config.ts';

/** `.tract/FEDERATION.md`: several projects, repositories and servers. */
export function federationDocument(config: ProjectConfig): string {
  const { key, url } = config.project;
  return `# Several projects, repositories and servers

A repository like this one holds one Jira project, ${key} at ${url}, and one sync service keeps it. This page tells what there may
be more of. It is generated; \`tract onboard\`, run again on the server, brings it up to date.

## Several projects

Each has a repository and a service of its own, on the same server or another. A clone knows its service by \`sync.server\` in
\`.tract/config.yaml\`, so that people switch projects by switching folders; \`TRACT_SYNC_SERVER\` stands above it.

A ticket speaks of one in another project by its key: in a text, or as a link (\`links: [blocks OTHER-12]\`). Jira keeps both
ends of a link, and the other repository gets its end from there. An issue that moves to another project leaves this
repository, and the commit says where it is now; the repository of that project takes it in.

## Several repositories of one project

Each has its service, and they meet in Jira: what is pushed to one comes to Jira, and from there to the other, as the edit of any
manager does. Nothing is twice, because tickets, comments and time entries are known by their ids in Jira. So teams apart can
each have a server nearby. Mind:

- The repositories have histories of their own: do not merge one into the other, and clone one of them.
- A time entry has the line that its own repository gave it; ids of lines may differ between the two.
- What only git has, such as comments in the front matter or the exact Markdown of a text, stays in the one where it was written.

## One repository, several servers

With \`TRACT_REMOTE\` the repository is hosted elsewhere, and the service keeps a copy that follows it. A second server with the same
\`TRACT_REMOTE\` may stand by or run at the same time: every move of the branch and of what the service remembers counts once the
host took it, so one of them finds that the other was faster, and nothing is made twice.
`;
}
