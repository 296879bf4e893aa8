-- An owner may cancel a sync that is under way, or held.
ALTER TYPE "SyncStatus" ADD VALUE 'CANCELLED';
