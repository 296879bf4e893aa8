import type { KindOfWork } from '../../domain/kind-of-work.js';

/**
 * How many steps of each kind one worker takes at a time. Two cores are the smallest machine: a file in work takes up to one
 * core and about 100 MB. A mail waits on the relay, and holds no connection to the database meanwhile; a step of a night is a
 * few short queries. A webhook waits on its receiver, ten seconds at most, and each receiver has one slot at most.
 */
export const SLOTS: Record<KindOfWork, number> = { syncs: 8, 'large-syncs': 2, mails: 10, webhooks: 20, nights: 4 };
