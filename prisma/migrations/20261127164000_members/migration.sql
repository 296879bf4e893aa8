-- People with access: invitations, links to choose a password, mails about the account, and what a token may do.
CREATE TYPE "LinkPurpose" AS ENUM ('INVITATION', 'PASSWORD_RESET');
CREATE TYPE "AccountMailKind" AS ENUM ('INVITATION', 'PASSWORD_RESET', 'PASSWORD_CHANGED');
CREATE TYPE "TokenScope" AS ENUM ('READ', 'WRITE');

ALTER TABLE "account" ADD COLUMN "invited_at" TIMESTAMPTZ(3),
ADD COLUMN "last_sign_in_at" TIMESTAMPTZ(3),
ADD COLUMN "removed_at" TIMESTAMPTZ(3),
ALTER COLUMN "password_hash" DROP NOT NULL;

ALTER TABLE "access_token" ADD COLUMN "scope" "TokenScope" NOT NULL DEFAULT 'WRITE',
ADD COLUMN "name" TEXT,
ADD COLUMN "school_id" UUID,
ADD COLUMN "client" TEXT,
ADD COLUMN "address" TEXT;

CREATE TABLE "account_link" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "account_id" UUID NOT NULL,
    "purpose" "LinkPurpose" NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_link_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "account_mail" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "account_id" UUID NOT NULL,
    "kind" "AccountMailKind" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "announced_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "last_error" TEXT,

    CONSTRAINT "account_mail_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "account_link_token_hash_key" ON "account_link"("token_hash");
CREATE INDEX "account_link_account_id_idx" ON "account_link"("account_id");
CREATE INDEX "account_mail_account_id_kind_created_at_idx" ON "account_mail"("account_id", "kind", "created_at");
CREATE INDEX "account_mail_never_announced" ON "account_mail"("id") WHERE "announced_at" IS NULL;
CREATE INDEX "account_school_id_idx" ON "account"("school_id");
CREATE INDEX "account_district_id_idx" ON "account"("district_id");

ALTER TABLE "account_link" ADD CONSTRAINT "account_link_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "account_mail" ADD CONSTRAINT "account_mail_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "access_token" ADD CONSTRAINT "access_token_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "school"("id") ON DELETE CASCADE ON UPDATE CASCADE;
