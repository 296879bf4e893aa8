-- Second factors of accounts: an authenticator app with recovery codes, the sign-ins that wait for a code, and the browsers that are known.
ALTER TYPE "AccountMailKind" ADD VALUE 'SECOND_FACTOR_ON';
ALTER TYPE "AccountMailKind" ADD VALUE 'SECOND_FACTOR_OFF';
ALTER TYPE "AccountMailKind" ADD VALUE 'SECOND_FACTOR_REMOVED';
ALTER TYPE "AccountMailKind" ADD VALUE 'RECOVERY_CODES_RENEWED';
ALTER TYPE "AccountMailKind" ADD VALUE 'RECOVERY_CODE_USED';
ALTER TYPE "AccountMailKind" ADD VALUE 'NEW_DEVICE';

-- AlterTable
ALTER TABLE "account" ADD COLUMN     "wrong_codes" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "wrong_codes_since" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "authenticator_app" (
    "account_id" UUID NOT NULL,
    "secret" BYTEA,
    "since" TIMESTAMPTZ(3),
    "last_step" INTEGER,
    "offered_secret" BYTEA,
    "offered_at" TIMESTAMPTZ(3),

    CONSTRAINT "authenticator_app_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "account_id" UUID NOT NULL,
    "code_hash" BYTEA NOT NULL,

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("account_id","code_hash")
);

-- CreateTable
CREATE TABLE "sign_in_challenge" (
    "token_hash" BYTEA NOT NULL,
    "account_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_challenge_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "known_device" (
    "account_id" UUID NOT NULL,
    "device_hash" BYTEA NOT NULL,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "known_device_pkey" PRIMARY KEY ("account_id","device_hash")
);

-- CreateIndex
CREATE INDEX "sign_in_challenge_account_id_idx" ON "sign_in_challenge"("account_id");

-- AddForeignKey
ALTER TABLE "authenticator_app" ADD CONSTRAINT "authenticator_app_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_in_challenge" ADD CONSTRAINT "sign_in_challenge_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "known_device" ADD CONSTRAINT "known_device_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
