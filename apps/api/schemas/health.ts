import { z } from 'zod';

export const liveSchema = z.object({ status: z.literal('ok') });

const dependency = z.enum(['up', 'down']);
export const readySchema = z
  .object({ status: z.enum(['ok', 'unavailable']), checks: z.object({ database: dependency, temporal: dependency, store: dependency }) })
  .meta({ id: 'Readiness' });
