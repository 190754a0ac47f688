"""Drives the emulator with Debian's python3-jira; the address is the first argument. Prints what it saw as JSON."""

import json
import sys

from jira import JIRA
from jira.exceptions import JIRAError

server = JIRA(server=sys.argv[1], basic_auth=("tract", "secret"), max_retries=0)
seen = {"me": server.myself()["displayName"], "projects": [project.key for project in server.projects()]}

issue = server.create_issue(project="APP", summary="One", issuetype={"name": "Task"}, description="Text")
other = server.create_issue(project="APP", summary="Two", issuetype={"name": "Bug"})
issue.update(fields={"summary": "Renamed", "labels": ["a"]}, update={"components": [{"add": {"name": "api"}}]})
server.assign_issue(issue, "ben")
server.transition_issue(issue, "Close Issue", fields={"resolution": {"name": "Done"}})
comment = server.add_comment(issue, "Said")
comment.update(body="Said better")
worklog = server.add_worklog(issue, timeSpent="2h", comment="Work")
worklog.update(timeSpent="3h")
server.create_issue_link("Blocks", issue.key, other.key)

again = server.issue(issue.key, expand="changelog")
seen["summary"] = again.fields.summary
seen["labels"] = again.fields.labels
seen["components"] = [component.name for component in again.fields.components]
seen["assignee"] = again.fields.assignee.name
seen["status"] = again.fields.status.name
seen["resolution"] = again.fields.resolution.name
seen["comments"] = [each.body for each in server.comments(issue)]
seen["worklogs"] = [each.timeSpentSeconds for each in server.worklogs(issue)]
seen["blocks"] = [link.outwardIssue.key for link in again.fields.issuelinks]
seen["changed"] = sorted({item.field for history in again.changelog.histories for item in history.items})
seen["found"] = [each.key for each in server.search_issues("project = APP ORDER BY key", maxResults=False)]
seen["fields"] = len(server.fields()) > 20
worklog.delete()
comment.delete()
other.delete()
try:
    server.issue(other.key)
except JIRAError as error:
    seen["gone"] = [error.status_code, error.text]
print(json.dumps(seen))
