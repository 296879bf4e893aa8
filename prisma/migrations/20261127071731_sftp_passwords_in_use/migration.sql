-- A password that was made before has no selector, and none can be found out from its hash: a new one has to be made.
DELETE FROM "sftp_password";

-- DropIndex
DROP INDEX "sftp_password_school_id_idx";

-- AlterTable
ALTER TABLE "sftp_account" ADD COLUMN     "last_used_client" TEXT,
ADD COLUMN     "last_used_from" TEXT;

-- AlterTable
ALTER TABLE "sftp_password" DROP COLUMN "valid_until",
ADD COLUMN     "last_used_at" TIMESTAMPTZ(3),
ADD COLUMN     "number" INTEGER NOT NULL,
ADD COLUMN     "selector" INTEGER NOT NULL;

-- CreateTable
CREATE TABLE "repeatable_request" (
    "account_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "fingerprint" BYTEA,
    "lease_until" TIMESTAMPTZ(3),
    "status" INTEGER,
    "answer" BYTEA,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "repeatable_request_pkey" PRIMARY KEY ("account_id","key","route")
);

-- CreateIndex
CREATE INDEX "repeatable_request_expires_at_idx" ON "repeatable_request"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "sftp_password_school_id_number_key" ON "sftp_password"("school_id", "number");

-- AddForeignKey
ALTER TABLE "repeatable_request" ADD CONSTRAINT "repeatable_request_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
