-- What an owner did by hand with a person: archived or restored them, until a file says the same; released number and address.
ALTER TABLE "person" ADD COLUMN "released" JSONB, ADD COLUMN "state_by_hand" BOOLEAN NOT NULL DEFAULT false;
-- Few people, and none in most schools: each file asks whether there are any.
CREATE INDEX "person_by_hand_idx" ON "person"("school_id") WHERE "state_by_hand";
