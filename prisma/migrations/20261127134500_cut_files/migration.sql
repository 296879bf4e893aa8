-- A file that is the beginning of the one before it: what of it is missing, and where rows end among the digests.
ALTER TABLE "row_digests" ADD COLUMN "rows" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "sync" ADD COLUMN "rows_cut_off" INTEGER NOT NULL DEFAULT 0;
