/**
 * True for the name of a file or a sheet that lists people who have left: `students_withdrawn.csv`, `Leavers`, `Sortants`. Such a
 * list is no roster, unless a column of it says who is still there.
 */
export function isLeaversList(name: string): boolean {
  const plain = name
    .slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
    .replace(/\.(?:csv|tsv|tab|txt|xlsx|xlsm|zip)$/i, '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase();
  const words = plain.split(/[^\p{L}]+/u).filter((word) => word !== '');
  return words.some((word) => LEAVERS.has(word)) || PHRASES.test(words.join(' '));
}

const LEAVERS: ReadonlySet<string> = new Set(
  `withdrawn withdrawal withdrawals withdrew withdraws leaver leavers exited exits inactive inactives inactivated dropout dropouts dropped graduated graduates alumni alumnus
   former terminated terminations deactivated deprovisioned deleted deletes removed removals unenrolled disenrolled departed departures deceased expelled resigned retired
   retirees noshow noshows archived sortants departs partis retires retraits anciens anciennes diplomes diplomees inactifs inactives supprimes desactives
   demissions`.split(/\s+/),
);
// Word by word they mean other things: `transfers`, `no`, `longer`, `drop`.
const PHRASES =
  /\b(?:transfer(?:s|red)? out|transferred students?|drop outs?|no shows?|no longer (?:enrolled|here|employed)|not (?:active|enrolled)|non active|past students?|disabled (?:users?|accounts?)|(?:who|students?|school) left|left school|ont quitte)\b|\bleft$/;
