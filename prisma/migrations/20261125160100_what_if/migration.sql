-- AlterTable
ALTER TABLE "sync" ADD COLUMN     "what_if" JSONB;
