-- What owners see of the connections of their SIS, and bans of one user name at an address, which can be lifted.
-- AlterTable
ALTER TABLE "gateway_ban" DROP CONSTRAINT "gateway_ban_pkey",
ADD COLUMN     "lifted_at" TIMESTAMPTZ(3),
ADD COLUMN     "username" TEXT NOT NULL DEFAULT '',
ADD CONSTRAINT "gateway_ban_pkey" PRIMARY KEY ("network", "username");

-- CreateTable
CREATE TABLE "sftp_attempt" (
    "id" BIGSERIAL NOT NULL,
    "school_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "times" INTEGER NOT NULL DEFAULT 1,
    "address" TEXT NOT NULL,
    "network" TEXT NOT NULL,
    "client" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "cause" TEXT,
    "detail" TEXT,

    CONSTRAINT "sftp_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "sftp_attempt_school_id_id_idx" ON "sftp_attempt"("school_id", "id" DESC);

-- CreateIndex
CREATE INDEX "sftp_attempt_at_idx" ON "sftp_attempt"("at");

-- CreateIndex
CREATE INDEX "sftp_account_last_used_from_last_used_at_idx" ON "sftp_account"("last_used_from", "last_used_at" DESC);

-- CreateIndex
CREATE INDEX "gateway_ban_username_idx" ON "gateway_ban"("username");

-- AddForeignKey
ALTER TABLE "sftp_attempt" ADD CONSTRAINT "sftp_attempt_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "sftp_account"("school_id") ON DELETE CASCADE ON UPDATE CASCADE;
