-- AlterTable
ALTER TABLE "notification" ADD COLUMN     "claim_id" UUID,
ADD COLUMN     "claimed_until" TIMESTAMPTZ(3);
