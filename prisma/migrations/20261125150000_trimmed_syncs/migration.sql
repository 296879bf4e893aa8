-- Additive: workers of the version before do not know the column, and leave it null.
ALTER TABLE "sync" ADD COLUMN "trimmed_at" TIMESTAMPTZ(3);
CREATE INDEX "sync_trimmed_at_finished_at_idx" ON "sync" ("trimmed_at", "finished_at");
