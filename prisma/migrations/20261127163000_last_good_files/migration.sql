-- The rows of several files of a school stay known, and all are digested with one seed: a file is compared with the last good one,
-- whatever came in between, and whatever the names of the two are.
ALTER TABLE "school" ADD COLUMN "digest_seed" BYTEA NOT NULL DEFAULT substr(uuid_send(gen_random_uuid()), 9, 8);

TRUNCATE "row_digests";
ALTER TABLE "row_digests" DROP CONSTRAINT "row_digests_pkey", ADD CONSTRAINT "row_digests_pkey" PRIMARY KEY ("school_id", "sync_id");
ALTER TABLE "row_digests" ADD COLUMN "rows_cut_off" INTEGER NOT NULL DEFAULT 0;

-- Not unlogged any more: after a crash of the database, a file that was cut would otherwise have nothing to be compared with.
ALTER TABLE "row_digests" SET LOGGED;

ALTER TABLE "sync" DROP COLUMN "rows_cut_off";
