/** Who works in the demo's Jira. Their passwords are their names: it listens on this machine only, while the demo runs. */
export const SAMPLE_PEOPLE = [
  { name: 'maria', displayName: 'Maria Okafor', role: 'manager', timeZone: 'Europe/Lisbon' },
  { name: 'jonas', displayName: 'Jonas Lind', role: 'developer', timeZone: 'Europe/Stockholm' },
  { name: 'aiko', displayName: 'Aiko Tanaka', role: 'developer', timeZone: 'Asia/Tokyo' },
  { name: 'pavel.novak', displayName: 'Pavel Novák', role: 'tester', timeZone: 'Europe/Prague' },
] as const;

export const SAMPLE_PROJECT = {
  key: 'LAMP',
  name: 'Lampyris bicycle lights',
  components: ['Firmware', 'Phone app', 'Charger', 'Packaging'],
  versions: ['1.4', '2.0'],
} as const;
