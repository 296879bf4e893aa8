-- The link by which a school hands its SFTP Details over, and when a person first looked at a sync.
-- AlterTable
ALTER TABLE "sync" ADD COLUMN     "looked_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "handover_link" (
    "school_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "opened_from" TEXT,
    "password_made_at" TIMESTAMPTZ(3),
    "key_added_at" TIMESTAMPTZ(3),

    CONSTRAINT "handover_link_pkey" PRIMARY KEY ("school_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "handover_link_token_hash_key" ON "handover_link"("token_hash");

-- AddForeignKey
ALTER TABLE "handover_link" ADD CONSTRAINT "handover_link_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "school"("id") ON DELETE CASCADE ON UPDATE CASCADE;
