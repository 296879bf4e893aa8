-- CreateIndex
CREATE INDEX "audit_entry_subject_id_idx" ON "audit_entry"("subject_id");

-- By hand, because Prisma cannot say it: the story of a person finds their changes here. Not those that added somebody: a
-- first file has 100,000 of them, and they are found by the person's id (docs/adr/0018-the-story-of-a-person.md).
CREATE INDEX "change_person_id_idx" ON "change"("person_id") WHERE "kind" <> 'ADD';
