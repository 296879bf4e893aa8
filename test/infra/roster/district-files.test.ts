import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { receiveDistrictFile } from '../../../services/syncs/receive-district-file.js';
import { saveOtherSchools } from '../../../services/schools/save-other-schools.js';
import { EVERYTHING, NOW, openRosterWorld, type RosterSchool, type RosterWorld } from './roster-school.js';

let world: RosterWorld;
let lincoln: RosterSchool;
let montcalm: RosterSchool;
let accountId: string;
beforeAll(async () => {
  world = await openRosterWorld();
});
afterAll(() => world.close());

beforeEach(async () => {
  lincoln = await world.school({ students: EVERYTHING });
  montcalm = await world.school({ students: EVERYTHING });
  await world.database.prisma.school.update({ where: { id: montcalm.id }, data: { districtId: lincoln.districtId, name: 'École Montcalm' } });
  const manager = { email: `manager-${lincoln.id}@example.org`, role: 'DISTRICT_MANAGER', districtId: lincoln.districtId } as const;
  accountId = (await world.database.prisma.account.create({ data: { ...manager, passwordHash: 'x' } })).id;
});

const file = (...rows: [number, string][]): string =>
  [
    'Student ID,First Name,Last Name,Grade,Email,School',
    ...rows.map(([n, school]) => `${1_000 + n},First${n},Last${n},9,s${n}@x.example,${school}`),
    '',
  ].join('\n');

/** Uploads a file of the district and runs each part, as its workflow does. Returns the syncs by their school. */
async function upload(text: string) {
  const received = await receiveDistrictFile(world, {
    districtId: lincoln.districtId,
    accountId,
    fileName: 'students.csv',
    folder: null,
    dryRun: false,
    source: Readable.from([Buffer.from(text)]),
    now: NOW,
  });
  if (received.kind !== 'received') throw new Error(received.kind);
  const syncs = await world.database.prisma.sync.findMany({ where: { id: { in: received.syncIds } } });
  return Object.fromEntries(
    await Promise.all(
      syncs.map(async ({ id, uploadId, schoolId }) => {
        const school = schoolId === lincoln.id ? lincoln : montcalm;
        const ref = { syncId: id, uploadId, schoolId, districtId: lincoln.districtId };
        await school.run(ref);
        return [schoolId, { ref, ...(await school.sync(ref)) }] as const;
      }),
    ),
  );
}
const active = async (school: RosterSchool): Promise<string[]> =>
  (await school.people()).filter(({ state }) => state === 'ACTIVE').map(({ email }) => email.split('@')[0]!);

test('gives each school its own people by a sync of its own, and archives those who left the school’s rows', async () => {
  await upload(file([1, 'Lincoln HS'], [2, 'Lincoln HS'], [3, 'Montcalm'], [4, 'École Montcalm']));
  expect([await active(lincoln), await active(montcalm)]).toEqual([
    ['s1', 's2'],
    ['s3', 's4'],
  ]);
  const syncs = await upload(file([1, 'Lincoln HS'], [3, 'Montcalm'], [4, 'Montcalm'], [5, 'Montcalm']));
  expect([await active(lincoln), await active(montcalm)]).toEqual([['s1'], ['s3', 's4', 's5']]);
  expect(syncs[lincoln.id]).toMatchObject({ status: 'APPLIED', trigger: 'WEB', rowsTotal: 1 });
});

test('archives no one while rows of the file belong to no known school, and archives them by the same file once that is settled', async () => {
  await upload(file([1, 'Lincoln HS'], [2, 'Lincoln HS'], [3, 'Montcalm'], [4, 'Montcalm']));
  const withUnknown = file([1, 'Lincoln HS'], [2, 'Lincoln Annex'], [3, 'Montcalm'], [4, 'Montcalm']);
  const first = await upload(withUnknown);
  expect(await active(lincoln)).toEqual(['s1', 's2']);
  expect(first[lincoln.id]).toMatchObject({ partial: true, standsFor: [] });
  expect((await lincoln.problems(first[lincoln.id]!.ref)).map(({ code }) => code)).toContain('rows_of_unknown_school');
  const { rows } = await world.database.pool.query(
    `SELECT kind, (SELECT unplaced FROM district_upload WHERE district_id = $1 ORDER BY received_at DESC LIMIT 1) AS unplaced
       FROM account_mail WHERE account_id = $2`,
    [lincoln.districtId, accountId],
  );
  expect(rows).toEqual([{ kind: 'ROWS_OF_UNKNOWN_SCHOOLS', unplaced: [{ word: 'Lincoln Annex', rows: 1, claimedBy: 0 }] }]);

  // The part of Lincoln has the very same bytes, and says more than it could say before.
  await saveOtherSchools(world.database, { districtId: lincoln.districtId, accountId, words: ['Lincoln Annex'] });
  const second = await upload(withUnknown);
  expect(second[lincoln.id]).toMatchObject({ partial: false, standsFor: ['students'] });
  expect(await active(lincoln)).toEqual(['s1']);
});

test('tells the District Managers once a day of rows without a school, not after every file', async () => {
  for (const n of [1, 2, 3]) await upload(file([n, 'Lincoln HS'], [9, 'Elsewhere']));
  const { rows } = await world.database.pool.query('SELECT count(*) AS mails FROM account_mail WHERE account_id = $1', [accountId]);
  expect(rows).toEqual([{ mails: 1 }]);
});

test('goes by the words that a school has as its own, and not by its name then', async () => {
  await lincoln.set((settings) => (settings.ownSchool = ['0101']));
  await upload(file([1, '101'], [2, 'Lincoln HS'], [3, 'Montcalm']));
  expect([await active(lincoln), await active(montcalm)]).toEqual([['s1'], ['s3']]);
});
