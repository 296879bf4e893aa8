-- AlterTable
ALTER TABLE "sync" ADD COLUMN     "rows_remarks" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "shape" JSONB;

-- CreateTable
CREATE TABLE "absence" (
    "school_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "sync_id" UUID NOT NULL,

    CONSTRAINT "absence_pkey" PRIMARY KEY ("school_id","person_id","day")
);

-- CreateIndex
CREATE INDEX "absence_sync_id_idx" ON "absence"("sync_id");
