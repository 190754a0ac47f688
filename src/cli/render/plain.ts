/** Text of a ticket, of Jira or of a server as it may be shown: nothing that people wrote may steer a terminal. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u2028\u2029]+/gu, ' ');
}
