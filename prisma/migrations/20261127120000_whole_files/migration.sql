-- Why a change waits is stored with it; and who may be whom.
ALTER TABLE "change" ADD COLUMN "held_by" TEXT[], ADD COLUMN "pair_id" UUID;

-- Where a person comes from, which their id told before.
ALTER TABLE "person" ADD COLUMN "added_by" UUID, ADD COLUMN "added_line" INTEGER;
