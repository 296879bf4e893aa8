-- What metrics and `rollcall doctor` count every few seconds: mails that wait, and previews.
CREATE INDEX "notification_unsent_idx" ON "notification"("created_at") WHERE "sent_at" IS NULL;
CREATE INDEX "sync_previews_idx" ON "sync"("id") WHERE "dry_run";
