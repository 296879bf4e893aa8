-- The link by which the first account of an empty installation is made.
-- CreateTable
CREATE TABLE "first_account_link" (
    "is_only" BOOLEAN NOT NULL DEFAULT true,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "first_account_link_pkey" PRIMARY KEY ("is_only")
);

-- One row at most.
ALTER TABLE "first_account_link" ADD CONSTRAINT "first_account_link_is_only" CHECK ("is_only");
