-- CreateTable
CREATE TABLE "recipient" (
    "school_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "added_by" UUID,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decision" TEXT,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "recipient_pkey" PRIMARY KEY ("school_id","address")
);

-- CreateTable
CREATE TABLE "recipient_link" (
    "hash" BYTEA NOT NULL,
    "school_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recipient_link_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "recipient_added_by_idx" ON "recipient"("added_by");

-- CreateIndex
CREATE INDEX "recipient_link_school_id_address_idx" ON "recipient_link"("school_id", "address");

-- CreateIndex
CREATE INDEX "recipient_link_made_at_idx" ON "recipient_link"("made_at");

-- AddForeignKey
ALTER TABLE "recipient" ADD CONSTRAINT "recipient_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "school"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recipient" ADD CONSTRAINT "recipient_added_by_fkey" FOREIGN KEY ("added_by") REFERENCES "account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recipient_link" ADD CONSTRAINT "recipient_link_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "school"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "recipient" ADD CONSTRAINT "recipient_decision_check" CHECK ("decision" IN ('CONFIRMED', 'DECLINED'));
