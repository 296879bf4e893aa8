-- AlterTable
ALTER TABLE "notification" ADD COLUMN     "last_tried_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "night" (
    "school_id" UUID NOT NULL,
    "date" DATE NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "verdict" JSONB NOT NULL,

    CONSTRAINT "night_pkey" PRIMARY KEY ("school_id","date")
);

-- CreateTable
CREATE TABLE "sftp_trouble" (
    "school_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "times" INTEGER NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sftp_trouble_pkey" PRIMARY KEY ("school_id","kind","hour")
);

-- CreateIndex
CREATE INDEX "notification_school_id_recipient_created_at_idx" ON "notification"("school_id", "recipient", "created_at");

-- CreateIndex
CREATE INDEX "sftp_trouble_hour_idx" ON "sftp_trouble"("hour");

-- AddForeignKey
ALTER TABLE "night" ADD CONSTRAINT "night_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "school"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sftp_trouble" ADD CONSTRAINT "sftp_trouble_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "sftp_account"("school_id") ON DELETE CASCADE ON UPDATE CASCADE;
