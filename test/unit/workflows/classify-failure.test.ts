import { BlobMissing, StoreUnusable } from '../../../infra/files/blob-store.js';
import { describe, expect, it } from 'vitest';
import { SchoolBusy } from '../../../domain/turn/school-busy.js';
import { classifyFailure } from '../../../infra/temporal/classify-failure.js';

const failing = (code: string, message = 'a message that quotes a row', more: object = {}): Error =>
  Object.assign(new Error(message), { code, ...more });

describe('an exception of a step', () => {
  it.each([
    ['the database refuses connections', failing('ECONNREFUSED')],
    ['both addresses of the database refuse connections', new AggregateError([failing('ECONNREFUSED'), failing('ECONNREFUSED')])],
    ['the database shuts down', failing('57P01')],
    ['the database starts up', failing('57P03')],
    ['the database has no connection left', failing('53300')],
    ['a statement took too long', failing('57014')],
    ['two transactions met', failing('40001')],
    ['two transactions blocked each other', failing('40P01')],
    ['the connection broke in the middle', new Error('Connection terminated unexpectedly')],
    ['Prisma could not reach the database', failing('P1001')],
    ['Prisma wrapped a lost connection', new Error('x', { cause: failing('08006') })],
    ['the disk is full', failing('ENOSPC')],
    ['too many files are open', failing('EMFILE')],
    ['the mail relay is away', failing('ESOCKET')],
    ['the upload store is that of another installation', new StoreUnusable('store_foreign')],
    ['the upload store is not mounted', new StoreUnusable('store_unmarked')],
    ['the store lacks a file that was received a moment ago', new StoreUnusable('blob_late', new BlobMissing('x'))],
  ])('passes by itself when %s', (_when, error) => {
    expect(classifyFailure(error).kind).toBe('outage');
  });

  it.each([
    ['older files of the school come first', new SchoolBusy({ filesAhead: 3, turnMs: null })],
    ['a row was locked', failing('55P03')],
    ['Prisma wrapped a locked row', new Error('x', { cause: failing('55P03') })],
  ])('is no failure when %s: the step comes again', (_when, error) => {
    expect(classifyFailure(error).kind).toBe('busy');
  });

  // What Prisma does not know by itself is P2039, or P2010 of a statement in SQL; the database's own code stands further inside.
  it.each(
    ['P2039', 'P2010'].flatMap((prisma) =>
      [
        ['starts up', '57P03', 'outage'],
        ['is shut down', '57P01', 'outage'],
        ['has no connection left', '53300', 'outage'],
        ['broke the connection', '08006', 'outage'],
        ['cannot read its disk', '58030', 'outage'],
        ['took too long', '57014', 'outage'],
        ['locked the row', '55P03', 'busy'],
        ['refuses a value', '23514', 'bug'],
      ].map(([what, code, kind]) => [prisma, what, code, kind] as const),
    ),
  )('knows from inside of %s that the database %s (%s): %s', (prisma, _what, originalCode, kind) => {
    const driverAdapterError = Object.assign(new Error('x'), { name: 'DriverAdapterError', cause: { kind: 'postgres', originalCode } });
    const error = Object.assign(new Error('x'), { name: 'PrismaClientKnownRequestError', code: prisma, meta: { driverAdapterError } });
    expect(classifyFailure(error)).toMatchObject({ kind, type: 'PrismaClientKnownRequestError' });
  });

  it.each([
    ['a type error', new TypeError('x'), 'TypeError', null],
    ['a range error', new RangeError('x'), 'RangeError', null],
    ['a broken rule of the database', failing('23505'), 'Error', '23505'],
    ['a wrong statement', failing('42703'), 'Error', '42703'],
    ['a file that is gone', failing('ENOENT'), 'Error', 'ENOENT'],
    ['the stored bytes of an old upload that are gone', new BlobMissing('x'), 'BlobMissing', 'blob_missing'],
    ['something that is no error', 'text', 'string', null],
    ['nothing', undefined, 'undefined', null],
  ])('is a bug when it is %s', (_what, error, type, code) => {
    expect(classifyFailure(error)).toEqual({ kind: 'bug', type, code });
  });

  it('gives away no data by its name or its code', () => {
    const error = failing('code of ana@school.example');
    error.name = 'Ana Álvarez';
    expect(classifyFailure(error)).toEqual({ kind: 'bug', type: 'Error', code: null });
  });

  it('that causes itself is no trap', () => {
    const error = new Error('round');
    error.cause = error;
    expect(classifyFailure(error).kind).toBe('bug');
  });
});
