-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Region" AS ENUM ('US', 'CA');

-- CreateEnum
CREATE TYPE "AccountRole" AS ENUM ('OWNER', 'DISTRICT_MANAGER');

-- CreateEnum
CREATE TYPE "Category" AS ENUM ('students', 'teachers', 'staff', 'admin');

-- CreateEnum
CREATE TYPE "PersonRole" AS ENUM ('OWNER', 'MANAGER', 'TEACHER', 'STAFF', 'STUDENT');

-- CreateEnum
CREATE TYPE "PersonState" AS ENUM ('ACTIVE', 'ARCHIVED');

-- CreateEnum
CREATE TYPE "SyncStatus" AS ENUM ('RECEIVED', 'STAGING', 'PLANNING', 'HELD', 'APPLYING', 'APPLIED', 'UNCHANGED', 'REJECTED', 'FAILED', 'SUPERSEDED', 'DISCARDED', 'PREVIEWED', 'UNDONE', 'DISABLED');

-- CreateEnum
CREATE TYPE "SyncTrigger" AS ENUM ('SFTP', 'WEB', 'NIGHTLY', 'RERUN');

-- CreateEnum
CREATE TYPE "ChangeKind" AS ENUM ('ADD', 'UPDATE', 'ARCHIVE', 'RESTORE');

-- CreateEnum
CREATE TYPE "ChangeState" AS ENUM ('PLANNED', 'HELD', 'APPLIED', 'UNDONE', 'SKIPPED');

-- CreateEnum
CREATE TYPE "Severity" AS ENUM ('error', 'warning');

-- CreateEnum
CREATE TYPE "TokenKind" AS ENUM ('SESSION', 'API');

-- CreateEnum
CREATE TYPE "NotificationKind" AS ENUM ('SYNC', 'DAILY', 'TEST');

-- CreateTable
CREATE TABLE "district" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "district_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "school" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "district_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "region" "Region" NOT NULL,
    "time_zone" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "roster_version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "school_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "email" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "role" "AccountRole" NOT NULL,
    "school_id" UUID,
    "district_id" UUID,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_token" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "account_id" UUID NOT NULL,
    "kind" "TokenKind" NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "access_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rostering_settings" (
    "school_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "settings" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rostering_settings_pkey" PRIMARY KEY ("school_id")
);

-- CreateTable
CREATE TABLE "sftp_account" (
    "school_id" UUID NOT NULL,
    "username" TEXT NOT NULL,
    "public_keys" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "last_used_at" TIMESTAMPTZ(3),
    "last_used_from" TEXT,
    "last_used_client" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sftp_account_pkey" PRIMARY KEY ("school_id")
);

-- CreateTable
CREATE TABLE "sftp_trouble" (
    "school_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "times" INTEGER NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sftp_trouble_pkey" PRIMARY KEY ("school_id","kind","hour")
);

-- CreateTable
CREATE TABLE "sftp_password" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "school_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "selector" INTEGER NOT NULL,
    "password_hash" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "sftp_password_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "repeatable_request" (
    "account_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "fingerprint" BYTEA,
    "lease_until" TIMESTAMPTZ(3),
    "status" INTEGER,
    "answer" BYTEA,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "repeatable_request_pkey" PRIMARY KEY ("account_id","key","route")
);

-- CreateTable
CREATE TABLE "gateway_host_key" (
    "fingerprint" TEXT NOT NULL,
    "algorithm" TEXT NOT NULL,
    "wrapped_key" BYTEA NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gateway_host_key_pkey" PRIMARY KEY ("fingerprint")
);

-- CreateTable
CREATE TABLE "gateway_ban" (
    "network" TEXT NOT NULL,
    "bans" INTEGER NOT NULL,
    "banned_until" TIMESTAMPTZ(3) NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gateway_ban_pkey" PRIMARY KEY ("network")
);

-- CreateTable
CREATE TABLE "upload" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "school_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "storage_key" TEXT NOT NULL,
    "wrapped_key" BYTEA,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "purged_at" TIMESTAMPTZ(3),

    CONSTRAINT "upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "school_id" UUID NOT NULL,
    "upload_id" UUID NOT NULL,
    "trigger" "SyncTrigger" NOT NULL,
    "dry_run" BOOLEAN NOT NULL DEFAULT false,
    "what_if" JSONB,
    "status" "SyncStatus" NOT NULL DEFAULT 'RECEIVED',
    "format" TEXT,
    "encoding" TEXT,
    "columns" JSONB,
    "covers" "Category"[] DEFAULT ARRAY[]::"Category"[],
    "stands_for" "Category"[] DEFAULT ARRAY[]::"Category"[],
    "rows_total" INTEGER NOT NULL DEFAULT 0,
    "rows_valid" INTEGER NOT NULL DEFAULT 0,
    "rows_problems" INTEGER NOT NULL DEFAULT 0,
    "rows_warnings" INTEGER NOT NULL DEFAULT 0,
    "rows_conflicts" INTEGER NOT NULL DEFAULT 0,
    "rows_remarks" INTEGER NOT NULL DEFAULT 0,
    "rows_staged" INTEGER NOT NULL DEFAULT 0,
    "rows_unidentified" INTEGER NOT NULL DEFAULT 0,
    "cut_last_line" BOOLEAN NOT NULL DEFAULT false,
    "partial" BOOLEAN NOT NULL DEFAULT false,
    "shape" JSONB,
    "counts" JSONB,
    "hold" JSONB,
    "decision" JSONB,
    "planned_for" INTEGER,
    "planned_settings" INTEGER,
    "left_version" INTEGER,
    "error_code" TEXT,
    "error_params" JSONB,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "applied_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "trimmed_at" TIMESTAMPTZ(3),
    "announced_at" TIMESTAMPTZ(3),
    "workflow_id" TEXT NOT NULL,
    "run_id" TEXT,

    CONSTRAINT "sync_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE UNLOGGED TABLE "staged_mention" (
    "sync_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "email" TEXT,
    "student_id" TEXT,

    CONSTRAINT "staged_mention_pkey" PRIMARY KEY ("sync_id","seq")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "school_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "first_name" TEXT NOT NULL,
    "last_name" TEXT NOT NULL,
    "role" "PersonRole" NOT NULL,
    "category" "Category" NOT NULL,
    "student_id" TEXT,
    "grade" TEXT,
    "grade_raw" TEXT,
    "parent_email" TEXT,
    "parent_phone" TEXT,
    "student_phone" TEXT,
    "id_field1" TEXT,
    "id_field2" TEXT,
    "state" "PersonState" NOT NULL DEFAULT 'ACTIVE',
    "protected" BOOLEAN NOT NULL DEFAULT false,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE UNLOGGED TABLE "row_digests" (
    "school_id" UUID NOT NULL,
    "series" TEXT NOT NULL,
    "sync_id" UUID NOT NULL,
    "repeatable" BOOLEAN NOT NULL DEFAULT false,
    "unlike" BOOLEAN NOT NULL DEFAULT false,
    "stored_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "digests" BYTEA NOT NULL,

    CONSTRAINT "row_digests_pkey" PRIMARY KEY ("school_id","series")
);

-- CreateTable
CREATE TABLE "absence" (
    "school_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "sync_id" UUID NOT NULL,

    CONSTRAINT "absence_pkey" PRIMARY KEY ("school_id","person_id","day")
);

-- CreateTable
CREATE TABLE "change" (
    "sync_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" "ChangeKind" NOT NULL,
    "state" "ChangeState" NOT NULL,
    "category" "Category" NOT NULL,
    "person_id" UUID NOT NULL,
    "line" INTEGER,
    "before" TEXT[],
    "after" TEXT[],
    "why_code" TEXT NOT NULL,
    "why_params" JSONB,

    CONSTRAINT "change_pkey" PRIMARY KEY ("sync_id","seq")
);

-- CreateTable
CREATE TABLE "problem" (
    "sync_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "line" INTEGER,
    "column" TEXT,
    "field" TEXT,
    "code" TEXT NOT NULL,
    "severity" "Severity" NOT NULL,
    "params" JSONB,
    "original" TEXT,

    CONSTRAINT "problem_pkey" PRIMARY KEY ("sync_id","seq")
);

-- CreateTable
CREATE TABLE "receipt" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "school_id" UUID NOT NULL,
    "sync_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "receipt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "school_id" UUID NOT NULL,
    "sync_id" UUID,
    "kind" "NotificationKind" NOT NULL,
    "occasion" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_tried_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "claim_id" UUID,
    "claimed_until" TIMESTAMPTZ(3),

    CONSTRAINT "notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "night" (
    "school_id" UUID NOT NULL,
    "date" DATE NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "verdict" JSONB NOT NULL,

    CONSTRAINT "night_pkey" PRIMARY KEY ("school_id","date")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "district_id" UUID,
    "school_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "action" TEXT NOT NULL,
    "subject_id" TEXT,
    "detail" JSONB,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "school_district_id_idx" ON "school"("district_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_email_key" ON "account"("email");

-- CreateIndex
CREATE UNIQUE INDEX "access_token_token_hash_key" ON "access_token"("token_hash");

-- CreateIndex
CREATE INDEX "access_token_account_id_idx" ON "access_token"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "sftp_account_username_key" ON "sftp_account"("username");

-- CreateIndex
CREATE INDEX "sftp_trouble_hour_idx" ON "sftp_trouble"("hour");

-- CreateIndex
CREATE UNIQUE INDEX "sftp_password_school_id_number_key" ON "sftp_password"("school_id", "number");

-- CreateIndex
CREATE INDEX "repeatable_request_expires_at_idx" ON "repeatable_request"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "gateway_host_key_algorithm_key" ON "gateway_host_key"("algorithm");

-- CreateIndex
CREATE INDEX "gateway_ban_written_at_idx" ON "gateway_ban"("written_at");

-- CreateIndex
CREATE INDEX "upload_school_id_received_at_idx" ON "upload"("school_id", "received_at");

-- CreateIndex
CREATE INDEX "upload_storage_key_idx" ON "upload"("storage_key");

-- CreateIndex
CREATE UNIQUE INDEX "sync_upload_id_key" ON "sync"("upload_id");

-- CreateIndex
CREATE INDEX "sync_school_id_received_at_id_idx" ON "sync"("school_id", "received_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "sync_announced_at_idx" ON "sync"("announced_at");

-- CreateIndex
CREATE INDEX "sync_status_idx" ON "sync"("status");

-- CreateIndex
CREATE INDEX "sync_trimmed_at_finished_at_idx" ON "sync"("trimmed_at", "finished_at");

-- By hand: deferrable, because one apply may free an e-mail address and give it away again.
ALTER TABLE "person" ADD CONSTRAINT "person_school_id_email_key" UNIQUE ("school_id", "email") DEFERRABLE INITIALLY IMMEDIATE;

-- By hand: deferrable, likewise.
ALTER TABLE "person" ADD CONSTRAINT "person_school_id_student_id_key" UNIQUE ("school_id", "student_id") DEFERRABLE INITIALLY IMMEDIATE;

-- CreateIndex
CREATE INDEX "absence_sync_id_idx" ON "absence"("sync_id");

-- CreateIndex
CREATE UNIQUE INDEX "receipt_school_id_name_key" ON "receipt"("school_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "notification_message_id_key" ON "notification"("message_id");

-- CreateIndex
CREATE INDEX "notification_school_id_created_at_idx" ON "notification"("school_id", "created_at");

-- CreateIndex
CREATE INDEX "notification_school_id_recipient_created_at_idx" ON "notification"("school_id", "recipient", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "notification_kind_occasion_recipient_key" ON "notification"("kind", "occasion", "recipient");

-- CreateIndex
CREATE INDEX "audit_entry_school_id_at_id_idx" ON "audit_entry"("school_id", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_entry_subject_id_idx" ON "audit_entry"("subject_id");

-- AddForeignKey
ALTER TABLE "school" ADD CONSTRAINT "school_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "school"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_token" ADD CONSTRAINT "access_token_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rostering_settings" ADD CONSTRAINT "rostering_settings_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "school"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sftp_account" ADD CONSTRAINT "sftp_account_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "school"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sftp_trouble" ADD CONSTRAINT "sftp_trouble_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "sftp_account"("school_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sftp_password" ADD CONSTRAINT "sftp_password_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "sftp_account"("school_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "repeatable_request" ADD CONSTRAINT "repeatable_request_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "upload" ADD CONSTRAINT "upload_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "school"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync" ADD CONSTRAINT "sync_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "school"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync" ADD CONSTRAINT "sync_upload_id_fkey" FOREIGN KEY ("upload_id") REFERENCES "upload"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "school"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "problem" ADD CONSTRAINT "problem_sync_id_fkey" FOREIGN KEY ("sync_id") REFERENCES "sync"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "school"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_sync_id_fkey" FOREIGN KEY ("sync_id") REFERENCES "sync"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification" ADD CONSTRAINT "notification_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "school"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification" ADD CONSTRAINT "notification_sync_id_fkey" FOREIGN KEY ("sync_id") REFERENCES "sync"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "night" ADD CONSTRAINT "night_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "school"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand from here on, because Prisma cannot say it; so are UNLOGGED and DEFERRABLE above.

-- The rows of a file are staged in a table of their own, one for each sync, which the sync makes and drops itself
-- ("stage"."rows_<id of the sync>", unlogged). One table for all of them hid from PostgreSQL how many rows a sync has, and
-- filled with dead ones. staged_mention and row_digests are unlogged, too: a crash of the database empties them; the sync then
-- reads its file again, and losing the digests costs one comparison with the people.
CREATE SCHEMA "stage";

-- Digests cannot be compressed.
ALTER TABLE "row_digests" ALTER COLUMN "digests" SET STORAGE EXTERNAL;

-- The story of a person finds their changes here. Not those that added somebody: a first file has 100,000 of them, and they are
-- found by the person's id (docs/adr/0018-the-story-of-a-person.md).
CREATE INDEX "change_person_id_idx" ON "change"("person_id") WHERE "kind" <> 'ADD';

-- Reads the `before` and `after` of a change as the object that the API shows.
CREATE FUNCTION "person_fields"("fields" TEXT[]) RETURNS JSONB IMMUTABLE LANGUAGE sql AS $$
  SELECT CASE WHEN cardinality(fields) > 0 THEN jsonb_object(
    ARRAY['email', 'firstName', 'lastName', 'role', 'studentId', 'grade', 'gradeRaw', 'parentEmail', 'parentPhone', 'studentPhone', 'idField1', 'idField2', 'category'],
    fields || CASE fields[4] WHEN 'STUDENT' THEN 'students' WHEN 'TEACHER' THEN 'teachers' WHEN 'STAFF' THEN 'staff' ELSE 'admin' END
  ) END
$$;

-- That people have a school is checked once a statement, not once a person: of a first file with 100,000 people, the foreign
-- key took a third of a second for one and the same school. It stays in the schema, NOT ENFORCED, and these triggers stand for
-- it: the same lock on the school, the same error. Stricter than a foreign key, they let nobody move to another school.
CREATE FUNCTION "check_school_of_people"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wanted uuid[];
  found integer;
BEGIN
  SELECT array_agg(school_id) INTO wanted FROM (SELECT DISTINCT school_id FROM new_people) AS schools;
  -- A school that is being deleted is waited for, and then not there.
  PERFORM 1 FROM "school" WHERE id = ANY(wanted) FOR KEY SHARE;
  GET DIAGNOSTICS found = ROW_COUNT;
  IF found < cardinality(wanted) THEN
    RAISE EXCEPTION 'A person has a school that is not there.'
      USING ERRCODE = 'foreign_key_violation', TABLE = 'person', CONSTRAINT = 'person_school_id_fkey';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER "person_has_a_school" AFTER INSERT ON "person"
  REFERENCING NEW TABLE AS new_people FOR EACH STATEMENT EXECUTE FUNCTION "check_school_of_people"();

CREATE FUNCTION "refuse_move_of_person"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A person stays in their school.'
    USING ERRCODE = 'foreign_key_violation', TABLE = 'person', CONSTRAINT = 'person_school_id_fkey';
END
$$;
CREATE TRIGGER "person_stays_in_school" BEFORE UPDATE OF "school_id" ON "person"
  FOR EACH ROW WHEN (OLD.school_id IS DISTINCT FROM NEW.school_id) EXECUTE FUNCTION "refuse_move_of_person"();

CREATE FUNCTION "check_people_of_school"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- The row is locked by now, so a transaction that was adding people is over; but only this isolation sees whom it added.
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'A school is deleted, or gets another id, in a READ COMMITTED transaction only.';
  END IF;
  IF EXISTS (SELECT 1 FROM "person" WHERE school_id = OLD.id) THEN
    RAISE EXCEPTION 'The school has people.'
      USING ERRCODE = 'foreign_key_violation', TABLE = 'school', CONSTRAINT = 'person_school_id_fkey';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "school_with_people_stays" BEFORE DELETE ON "school"
  FOR EACH ROW EXECUTE FUNCTION "check_people_of_school"();
CREATE TRIGGER "school_with_people_keeps_its_id" BEFORE UPDATE OF "id" ON "school"
  FOR EACH ROW WHEN (OLD.id IS DISTINCT FROM NEW.id) EXECUTE FUNCTION "check_people_of_school"();

ALTER TABLE "person" ALTER CONSTRAINT "person_school_id_fkey" NOT ENFORCED;

-- The audit trail is append-only.
CREATE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit trail is append-only.';
END
$$;
CREATE TRIGGER "audit_entry_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
