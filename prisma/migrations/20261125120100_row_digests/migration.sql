-- What the next file of a school is compared with, row by row, before any row is staged. Unlogged, by hand, because losing it
-- costs one comparison with the people; external, because digests cannot be compressed.
CREATE UNLOGGED TABLE "row_digests" (
    "school_id" UUID NOT NULL,
    "series" TEXT NOT NULL,
    "sync_id" UUID NOT NULL,
    "repeatable" BOOLEAN NOT NULL DEFAULT false,
    "unlike" BOOLEAN NOT NULL DEFAULT false,
    "stored_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "digests" BYTEA NOT NULL,

    CONSTRAINT "row_digests_pkey" PRIMARY KEY ("school_id","series")
);
ALTER TABLE "row_digests" ALTER COLUMN "digests" SET STORAGE EXTERNAL;
