-- AlterTable
ALTER TABLE "upload" ADD COLUMN     "district_key_id" UUID;

-- CreateTable
CREATE TABLE "district_key" (
    "id" UUID NOT NULL,
    "district_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "wrapped_key" BYTEA NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "district_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "installation_key" (
    "purpose" TEXT NOT NULL,
    "wrapped_key" BYTEA NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "installation_key_pkey" PRIMARY KEY ("purpose")
);

-- CreateIndex
CREATE UNIQUE INDEX "district_key_district_id_version_key" ON "district_key"("district_id", "version");

-- CreateIndex
CREATE INDEX "upload_district_key_id_idx" ON "upload"("district_key_id");

-- AddForeignKey
ALTER TABLE "district_key" ADD CONSTRAINT "district_key_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "upload" ADD CONSTRAINT "upload_district_key_id_fkey" FOREIGN KEY ("district_key_id") REFERENCES "district_key"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- New files of a district are sealed with one key.
CREATE UNIQUE INDEX "district_key_current_key" ON "district_key"("district_id") WHERE "retired_at" IS NULL;

-- A file is open to its key, or purged.
ALTER TABLE "upload" ADD CONSTRAINT "upload_key_check" CHECK (("wrapped_key" IS NULL) = ("district_key_id" IS NULL));
