// Uploads a roster file as a preview, and applies it if nothing is wrong with it:
//   npm run build && ROLLCALL_URL=http://127.0.0.1:3000 ROLLCALL_API_TOKEN=rc_… node samples/upload-and-approve.mjs FILE [SCHOOL]
// With `npm start` running, address and token are those of its demo district. The client: apps/client.
import { openAsBlob, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { connectRollcall } from '../dist/apps/client/client.js';

const [file, wanted] = process.argv.slice(2);
const run = process.env.ROLLCALL_URL ? null : JSON.parse(readFileSync(`${process.env.ROLLCALL_DATA ?? 'var'}/run.json`, 'utf8'));
const url = process.env.ROLLCALL_URL ?? run.apiUrl;
const token = process.env.ROLLCALL_API_TOKEN ?? run.accounts.find(({ role }) => role === 'OWNER').apiToken;
const { api, answerOf, upload, whenEnded, all } = connectRollcall({ url, token });

const { items: schools } = await answerOf(api.GET('/api/schools'));
const school = schools.find(({ id, name }) => wanted === undefined || id === wanted || name === wanted);
const bytes = { name: basename(file), bytes: await openAsBlob(file) };
const preview = await whenEnded(school.id, await upload(school.id, bytes, { preview: true }));
console.log(`${school.name}: ${preview.status}, ${preview.rows.valid} of ${preview.rows.total} rows are valid`);

const path = { schoolId: school.id, syncId: preview.id };
const page = (cursor) => answerOf(api.GET('/api/schools/{schoolId}/rostering/syncs/{syncId}/problems', { params: { path, query: { cursor } } }));
for await (const { line, message } of all(page)) console.log(`  line ${line}: ${message}`);
if (preview.rows.problems > 0 || preview.error !== null) process.exit(1);

const body = { reason: 'No problems in the preview' };
const { syncId } = await answerOf(api.POST('/api/schools/{schoolId}/rostering/syncs/{syncId}/apply', { params: { path }, body }));
const { status, counts } = await whenEnded(school.id, syncId);
console.log(status, counts.students);
