import type { ConnectionState } from '../../../../domain/setup/judge-connection.js';
import type { SetupStep } from '../../../../domain/setup/judge-setup.js';
import type { SftpAttemptCause } from '../../../../domain/sftp-attempts.js';
import type { Widened } from './en.js';

const number = new Intl.NumberFormat('en');
const people = (n: number): string => (n === 1 ? '1 person' : `${number.format(n)} people`);

/** The English texts about setting a school up: the checklist and the live light. */
export const setupEn = {
  checklist: {
    title: 'Set-up',
    lead: (done: number, of: number) => `${done} of ${of} steps done. Each is ticked off by what Rollcall has seen.`,
    done: 'Done',
    next: 'Next',
    later: 'To do',
    step: {
      METHOD: 'Choose SFTP and switch rostering on',
      HANDED_OVER: 'Hand the SFTP Details over to the person who sets up your SIS',
      CONNECTED: 'Your SIS signs in',
      FIRST_FILE: 'A first file arrives that can be used',
      LOOKED_AT: 'Look at what the file did',
      AUTO_UPDATE: 'Switch Auto update on',
      ARCHIVE: 'Set Missing users to Archive',
    } satisfies Record<SetupStep, string>,
    hint: {
      METHOD: 'Set Rostering Method to SFTP, switch Enable Automatic Rostering and what to roster on, then save.',
      HANDED_OVER: 'Make a link for them under “Link for your IT”. It has everything that they need, and you both see how far they are.',
      CONNECTED: 'There is nothing to do here. The line below changes within seconds.',
      FIRST_FILE: 'There is nothing to do here. You can also upload a file yourself under Syncs.',
      LOOKED_AT: 'Are these your people, in the right grades? If not, correct the export before you go on.',
      AUTO_UPDATE: 'When the people are right, let a file change those who are there.',
      ARCHIVE: 'When a few files in a row were right, let a file archive those who have left.',
    } satisfies Record<SetupStep, string>,
    openFirst: 'Open the first sync',
  },
  light: {
    title: 'Connection of the SIS, live',
    state: {
      NO_CONTACT: 'No contact yet',
      TURNED_AWAY: 'Turned away',
      SIGNED_IN: 'Signed in',
      TEMPORARY_NAME: 'File under a temporary name',
      FILE_RECEIVED: 'File received',
    } satisfies Record<ConnectionState, string>,
    cause: {
      wrong_password: 'Wrong password',
      unknown_key: 'Unknown key',
      address_not_allowed: 'Address not allowed',
      banned: 'Blocked for a while',
      too_many_connections: 'Too many connections',
      no_common_algorithm: 'Program too old',
      name_refused: 'File name not accepted',
      folder_refused: 'Folder not found',
    } satisfies Record<SftpAttemptCause, string>,
    from: (what: string, address: string) => `${what}, from ${address}`,
    people: (n: number) => `File received: ${people(n)}`,
    hint: {
      NO_CONTACT: 'No program has used the username of this school so far. Check host, port and username in the SIS, then let it connect once.',
      SIGNED_IN: 'Host, port, username and password or key are right. No file has arrived yet.',
      TEMPORARY_NAME: 'The file counts as soon as the program gives it its final name. If it never does, switch temporary names off in the SIS.',
      wrong_password: 'Enter the password in the SIS again, without a space before or after it. If it is lost, make a new one.',
      unknown_key: 'The program offers an SSH key that is not known here. Add its public key, or let it use the password.',
      address_not_allowed: 'The school only allows some addresses. An Owner can add this one on the Rostering tab.',
      banned: 'Too many wrong passwords came from there. The block ends by itself; correct the password meanwhile.',
      too_many_connections: 'The program opens too many connections at once. Let it close each one after its upload.',
      no_common_algorithm: 'The program knows none of the encryption methods that are accepted here. Update it.',
      name_refused: 'The name is empty or too long, or has a slash or invisible characters in it. Rename the export.',
      folder_refused: 'Put the file into the folder `/`, without another folder in the path.',
    },
    file: {
      reading: 'The file is being read.',
      used: 'The file could be read.',
      preview: 'It came to `/test/`: a preview. Nobody was changed.',
      unusable: 'The file cannot be used, and nobody was changed. The reason is on the page of its sync, and in `/results/`.',
      failed: 'The file arrived; reading it failed on our side. Support knows about it.',
      off: 'Rostering is off or paused: the file is kept, and nobody was changed.',
      held: 'Some of its changes wait for an Owner.',
    },
    lastFile: (name: string, at: string) => `Last file: ${name}, ${at}`,
    open: 'Open its sync',
  },
};

export type SetupTexts = Widened<typeof setupEn>;
