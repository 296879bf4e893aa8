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
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sftp_account_pkey" PRIMARY KEY ("school_id")
);

-- CreateTable
CREATE TABLE "sftp_password" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "school_id" UUID NOT NULL,
    "password_hash" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "valid_until" TIMESTAMPTZ(3),

    CONSTRAINT "sftp_password_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gateway_host_key" (
    "fingerprint" TEXT NOT NULL,
    "algorithm" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gateway_host_key_pkey" PRIMARY KEY ("fingerprint")
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
    "rows_staged" INTEGER NOT NULL DEFAULT 0,
    "rows_unidentified" INTEGER NOT NULL DEFAULT 0,
    "cut_last_line" BOOLEAN NOT NULL DEFAULT false,
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
    "announced_at" TIMESTAMPTZ(3),
    "workflow_id" TEXT NOT NULL,
    "run_id" TEXT,

    CONSTRAINT "sync_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE UNLOGGED TABLE "staged_row" (
    "sync_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "category" "Category" NOT NULL,
    "role" "PersonRole" NOT NULL,
    "email" TEXT NOT NULL,
    "first_name" TEXT NOT NULL,
    "last_name" TEXT NOT NULL,
    "student_id" TEXT,
    "grade" TEXT,
    "grade_raw" TEXT,
    "parent_email" TEXT,
    "parent_phone" TEXT,
    "student_phone" TEXT,
    "id_field1" TEXT,
    "id_field2" TEXT
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
    "last_error" TEXT,

    CONSTRAINT "notification_pkey" PRIMARY KEY ("id")
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
CREATE INDEX "sftp_password_school_id_idx" ON "sftp_password"("school_id");

-- CreateIndex
CREATE INDEX "upload_school_id_received_at_idx" ON "upload"("school_id", "received_at");

-- CreateIndex
CREATE INDEX "upload_storage_key_idx" ON "upload"("storage_key");

-- CreateIndex
CREATE INDEX "staged_row_sync_id_idx" ON "staged_row" USING BRIN ("sync_id");

-- CreateIndex
CREATE UNIQUE INDEX "sync_upload_id_key" ON "sync"("upload_id");

-- CreateIndex
CREATE INDEX "sync_school_id_received_at_id_idx" ON "sync"("school_id", "received_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "sync_announced_at_idx" ON "sync"("announced_at");

-- CreateIndex
CREATE INDEX "sync_status_idx" ON "sync"("status");

-- CreateIndex
ALTER TABLE "person" ADD CONSTRAINT "person_school_id_email_key" UNIQUE ("school_id", "email") DEFERRABLE INITIALLY IMMEDIATE;

-- CreateIndex
ALTER TABLE "person" ADD CONSTRAINT "person_school_id_student_id_key" UNIQUE ("school_id", "student_id") DEFERRABLE INITIALLY IMMEDIATE;

-- CreateIndex
CREATE UNIQUE INDEX "receipt_school_id_name_key" ON "receipt"("school_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "notification_message_id_key" ON "notification"("message_id");

-- CreateIndex
CREATE INDEX "notification_school_id_created_at_idx" ON "notification"("school_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "notification_kind_occasion_recipient_key" ON "notification"("kind", "occasion", "recipient");

-- CreateIndex
CREATE INDEX "audit_entry_school_id_at_id_idx" ON "audit_entry"("school_id", "at" DESC, "id" DESC);

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
ALTER TABLE "sftp_password" ADD CONSTRAINT "sftp_password_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "sftp_account"("school_id") ON DELETE CASCADE ON UPDATE CASCADE;

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

-- By hand, because Prisma cannot say it:
-- * staged_row and staged_mention are UNLOGGED (above): a crash of the database empties them, and the sync reads its
--   file again.
-- * The uniqueness of people is deferrable (above): one apply may free an e-mail address and give it away again.
-- * person_fields() reads the `before` and `after` of a change as the object that the API shows.
-- * The audit trail is append-only.
CREATE FUNCTION "person_fields"("fields" TEXT[]) RETURNS JSONB IMMUTABLE LANGUAGE sql AS $$
  SELECT CASE WHEN cardinality(fields) > 0 THEN jsonb_object(
    ARRAY['email', 'firstName', 'lastName', 'role', 'studentId', 'grade', 'gradeRaw', 'parentEmail', 'parentPhone', 'studentPhone', 'idField1', 'idField2', 'category'],
    fields || CASE fields[4] WHEN 'STUDENT' THEN 'students' WHEN 'TEACHER' THEN 'teachers' WHEN 'STAFF' THEN 'staff' ELSE 'admin' END
  ) END
$$;
CREATE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit trail is append-only.';
END
$$;
CREATE TRIGGER "audit_entry_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
