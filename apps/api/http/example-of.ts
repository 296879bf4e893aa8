type Json = Record<string, unknown>;

/** What stands for a value of this name in examples, where its schema gives none of its own. Invented people of an invented school. */
const BY_NAME: Record<string, unknown> = {
  action: 'settings.saved',
  address: '203.0.113.7',
  archivedAt: null,
  at: '2026-11-27T22:00:04.000Z',
  bytes: 51_234,
  client: 'OpenSSH_9.6',
  column: 'Grade',
  currentPassword: 'the password until now',
  detail: 'In the language of Accept-Language.',
  disabled: null,
  email: 'zoe.tremblay@lincoln.example',
  encoding: 'utf-8',
  error: null,
  failingSince: null,
  field: 'grade',
  fileName: 'LincolnHighSchool_students_mar23_2023.csv',
  fingerprint: 'SHA256:uNiVztksCsDhcc0u9e8BrrQHwGmz8dHk9v2Uy5Jp2jE',
  firstName: 'Zoé',
  grade: '09',
  gradeRaw: '9',
  hold: null,
  host: 'sftp-us.minga.io',
  idField1: null,
  idField2: null,
  lastName: 'Tremblay',
  line: 17,
  message: 'In the language of Accept-Language.',
  name: 'Lincoln High School',
  newPassword: 'four words or twelve characters',
  nextCursor: null,
  nextTryAt: null,
  outcome: '5 added, 1 row left out',
  parentEmail: 'm.tremblay@mail.example',
  parentPhone: '+14165550123',
  password: 'shown-this-once',
  pausedUntil: null,
  place: 'Lincoln High School',
  pointer: '#/nightly/at',
  port: 2022,
  publicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIO9ljQHmzUQ2x7lxQFzkaFWnXbiDvTRN4rqLxgzGWsnF sis@lincoln',
  reason: 'As agreed with the principal',
  recipient: 'it@lincoln.example',
  requestId: '5c3f1a52-8a3e-4c43-9d6c-0f0f2b7f3a11',
  rollover: null,
  runId: null,
  sameNames: null,
  schoolId: null,
  setting: 'safety.archivePercent',
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  staffId: null,
  status: undefined,
  studentId: '001234',
  studentPhone: null,
  subject: 'Roster file of Lincoln High School',
  subjectId: null,
  text: 'What to correct in the export.',
  timeZone: 'America/Toronto',
  title: 'In the language of Accept-Language',
  token: 'rc_shown-this-once',
  total: 598,
  triedSettings: null,
  url: 'https://example.org/rollcall',
  username: 'lincoln-high-school-k7x2mp',
  valid: 598,
};

const ID = '019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d';
const BY_FORMAT: Record<string, string> = {
  uuid: ID,
  'date-time': '2026-11-27T22:00:04.000Z',
  date: '2026-11-27',
  email: 'zoe.tremblay@lincoln.example',
};

/** An example that fits a JSON schema of the document; `components` are the schemas that it may refer to. */
export function exampleOf(schema: Json, components: Record<string, Json>, name = ''): unknown {
  const ref = /^#\/components\/schemas\/(.+)$/.exec(textOf(schema['$ref']))?.[1];
  if (ref !== undefined) return exampleOf(components[ref] ?? {}, components, name);
  const given = ownExample(schema);
  if (given !== undefined) return given;
  const alternatives = (schema['anyOf'] ?? schema['oneOf']) as Json[] | undefined;
  const types = alternatives === undefined ? [schema['type']].flat() : alternatives.map((one) => one['type']);
  const byName = BY_NAME[name];
  if (byName !== undefined && types.includes(typeOf(byName)) && fits(byName, schema)) return byName;
  if (alternatives !== undefined) return exampleOf(alternatives.find((one) => one['type'] !== 'null') ?? {}, components, name);
  return byType(
    schema,
    components,
    name,
    types.find((type) => type !== 'null'),
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function ownExample(schema: Json): unknown {
  const [first] = (schema['examples'] as unknown[] | undefined) ?? [];
  if (first !== undefined) return first;
  if (schema['example'] !== undefined) return schema['example'];
  if (schema['default'] !== undefined) return schema['default'];
  if (schema['const'] !== undefined) return schema['const'];
  return (schema['enum'] as unknown[] | undefined)?.[0];
}

function byType(schema: Json, components: Record<string, Json>, name: string, type: unknown): unknown {
  switch (type) {
    case 'object': {
      const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Json>);
      return Object.fromEntries(properties.map(([key, value]) => [key, exampleOf(value, components, key)]));
    }
    case 'array':
      return schema['items'] === undefined ? [] : [exampleOf(schema['items'] as Json, components, name)];
    case 'string':
      return BY_FORMAT[textOf(schema['format'])] ?? 'text';
    case 'integer':
    case 'number':
      return Math.max(Number(schema['minimum'] ?? 0), 0);
    case 'boolean':
      return true;
    default:
      return null;
  }
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return typeof value === 'number' ? 'integer' : typeof value;
}

function fits(value: unknown, schema: Json): boolean {
  if (typeof value !== 'string') return true;
  const formats = [schema, ...((schema['anyOf'] ?? []) as Json[])].map((one) => one['format']).filter((format) => format !== undefined);
  return formats.length === 0 || formats.includes('date-time') === /^\d{4}-.*Z$/.test(value);
}
