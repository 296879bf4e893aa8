import { readFileSync } from 'node:fs';
import { holdBack } from '../hold-back.js';
import type { Installation } from '../installation.js';
import { chance, inTurn, onePoint, pause, type Round } from '../kill-point.js';
import { aSchool, nextDay, send, students } from '../kill-school.js';
import { seeNothingLost } from '../see-nothing-lost.js';
import { opened } from './worker.js';

export const shutdownPoint = onePoint(
  { name: 'P40', place: 'worker, SIGTERM in the middle of a sync', checked: 'exit code 0 within 60 s, no closed pool in its log, the sync goes on' },
  (kit, rounds) => shutdowns(kit, Math.max(20, rounds)),
);

/** Mostly wherever chance has it; every tenth one while a step waits for the database for longer than the grace time. */
function shutdowns(kit: Installation, rounds: number): Promise<Round[]> {
  return inTurn(rounds, async (round) => {
    const school = await aSchool(kit);
    const stuck = round % 10 === 9;
    if (stuck) await opened(kit, school);
    const held = stuck ? await holdBack(kit, 'SELECT 1 FROM person WHERE school_id = $1 FOR UPDATE', [school.id]) : null;
    await send(kit, school, 'students.csv', stuck ? nextDay(students(20)) : students(2_000));
    if (held === null) await pause(chance(800));
    else await held.reached();
    const said = readFileSync(kit.logFile('worker')).length;
    const since = Date.now();
    // No death that could excuse a second mail: it may finish what it began.
    kit.worker.signal('SIGTERM');
    const released = held === null ? undefined : pause(25_000).then(() => held.release());
    const { code, signal } = await kit.worker.gone();
    const seconds = (Date.now() - since) / 1000;
    await released;
    await kit.worker.start();
    const log = readFileSync(kit.logFile('worker')).subarray(said).toString('utf8');
    const complaints = /P1001|P1017|pool after calling end|Connection terminated|closed pool|ERR_IPC/.exec(log);
    return async () => [
      ...(code === 0 ? [] : [`ended with code ${code}, signal ${signal}`]),
      ...(seconds <= 60 ? [] : [`took ${Math.round(seconds)} s`]),
      ...(complaints === null ? [] : [`its log says: ${complaints[0]}`]),
      ...(await seeNothingLost(kit, school)),
    ];
  });
}
