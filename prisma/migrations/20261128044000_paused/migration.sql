-- A file that came while the school is paused.
ALTER TYPE "SyncStatus" ADD VALUE 'PAUSED' BEFORE 'CANCELLED';
