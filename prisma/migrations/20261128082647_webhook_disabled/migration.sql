-- AlterEnum
ALTER TYPE "AccountMailKind" ADD VALUE 'WEBHOOK_DISABLED';

-- AlterTable
ALTER TABLE "account_mail" ADD COLUMN     "webhook_id" UUID;

-- CreateIndex
CREATE INDEX "account_mail_webhook_id_idx" ON "account_mail"("webhook_id");

-- AddForeignKey
ALTER TABLE "account_mail" ADD CONSTRAINT "account_mail_webhook_id_fkey" FOREIGN KEY ("webhook_id") REFERENCES "webhook"("id") ON DELETE CASCADE ON UPDATE CASCADE;
