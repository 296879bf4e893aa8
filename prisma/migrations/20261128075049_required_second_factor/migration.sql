-- AlterTable
ALTER TABLE "district" ADD COLUMN     "second_factor_required_since" TIMESTAMPTZ(3);
