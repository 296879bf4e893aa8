-- One file for several schools of a district.
-- AlterEnum
ALTER TYPE "AccountMailKind" ADD VALUE 'ROWS_OF_UNKNOWN_SCHOOLS';

-- AlterTable
ALTER TABLE "district" ADD COLUMN     "other_schools" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "upload" ADD COLUMN     "district_upload_id" UUID;

-- CreateTable
CREATE TABLE "district_upload" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "district_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "dry_run" BOOLEAN NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "rows" INTEGER NOT NULL,
    "other_rows" INTEGER NOT NULL,
    "unplaced_rows" INTEGER NOT NULL,
    "unplaced" JSONB NOT NULL,

    CONSTRAINT "district_upload_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "district_upload_district_id_received_at_idx" ON "district_upload"("district_id", "received_at");

-- CreateIndex
CREATE INDEX "upload_district_upload_id_idx" ON "upload"("district_upload_id");

-- AddForeignKey
ALTER TABLE "upload" ADD CONSTRAINT "upload_district_upload_id_fkey" FOREIGN KEY ("district_upload_id") REFERENCES "district_upload"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "district_upload" ADD CONSTRAINT "district_upload_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
