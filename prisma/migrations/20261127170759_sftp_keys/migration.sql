-- Public keys of the SIS that owners set, each with its last use, and the addresses from which it may come.
-- AlterTable
ALTER TABLE "sftp_account" DROP COLUMN "public_keys",
ADD COLUMN     "allowed_addresses" INET[] DEFAULT ARRAY[]::INET[];

-- CreateTable
CREATE TABLE "sftp_key" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "school_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "sftp_key_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "sftp_key_school_id_fingerprint_key" ON "sftp_key"("school_id", "fingerprint");

-- AddForeignKey
ALTER TABLE "sftp_key" ADD CONSTRAINT "sftp_key_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "sftp_account"("school_id") ON DELETE CASCADE ON UPDATE CASCADE;
