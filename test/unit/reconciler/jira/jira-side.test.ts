import { jiraSideContract } from '../../../support/jira-side-contract.ts';
import { emulatorWorld } from './emulator-world.ts';

jiraSideContract('Jira Server', () => emulatorWorld('server'));
jiraSideContract('Jira Cloud', () => emulatorWorld('cloud'));
