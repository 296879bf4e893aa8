import { expect, test } from 'vitest';
import { z } from 'zod';
import { Answers } from '../../../apps/api/http/decorators.js';
import { schemaOf } from '../../../infra/schema-of.js';

type Mark = { name: string; level: 'low' | 'high'; note?: string | undefined };

// What must not compile is marked for the compiler: `npm run check` fails where one of these lines does compile.
test('a schema that says what its type says is taken as it is', () => {
  const schema = z.object({ name: z.string(), level: z.enum(['low', 'high']), note: z.string().optional() });
  expect(schemaOf<Mark>()(schema)).toBe(schema);
});

test('a schema that lacks a key, a word or an optional key of its type does not compile, and neither does one with more of them', () => {
  const level = z.enum(['low', 'high']);
  const note = z.string().optional();
  const refused = [
    // @ts-expect-error -- lacks a key
    schemaOf<Mark>()(z.object({ name: z.string(), note })),
    // @ts-expect-error -- has a key that the type has not
    schemaOf<Mark>()(z.object({ name: z.string(), level, note, more: z.string() })),
    // @ts-expect-error -- lacks a word
    schemaOf<Mark>()(z.object({ name: z.string(), level: z.literal('low'), note })),
    // @ts-expect-error -- has a word that the type has not
    schemaOf<Mark>()(z.object({ name: z.string(), level: z.enum(['low', 'high', 'top']), note })),
    // @ts-expect-error -- lacks a key that may be missing
    schemaOf<Mark>()(z.object({ name: z.string(), level })),
    // @ts-expect-error -- a key that may be missing is always there
    schemaOf<Mark>()(z.object({ name: z.string(), level, note: z.string() })),
    // @ts-expect-error -- never null in the type
    schemaOf<Mark>()(z.object({ name: z.string().nullable(), level, note })),
  ];
  expect(refused).toHaveLength(7);
});

test('a route that answers something else than its schema does not compile', () => {
  class Routes {
    @Answers(200, z.object({ name: z.string() }), 'The name.')
    right(): Promise<{ name: string }> {
      return Promise.resolve({ name: 'Ada' });
    }

    // @ts-expect-error -- answers a number where the schema says text
    @Answers(200, z.object({ name: z.string() }), 'The name.')
    wrong(): Promise<{ name: number }> {
      return Promise.resolve({ name: 1 });
    }
  }
  expect(Object.getOwnPropertyNames(Routes.prototype)).toEqual(['constructor', 'right', 'wrong']);
});
