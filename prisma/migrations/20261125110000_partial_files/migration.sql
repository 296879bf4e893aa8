-- AlterTable
ALTER TABLE "sync" ADD COLUMN     "partial" BOOLEAN NOT NULL DEFAULT false;
