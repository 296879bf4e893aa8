-- What holds the audit trail together: one seal for each entry, in an order of their own, each made from the entry and the seal before it
-- with a key that the database does not have (docs/adr/0038-the-audit-trail-is-sealed.md).
CREATE TABLE "audit_seal" (
    "number" BIGINT NOT NULL,
    "entry_id" UUID NOT NULL,
    "seal" BYTEA NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_seal_pkey" PRIMARY KEY ("number")
);
CREATE UNIQUE INDEX "audit_seal_entry_id_key" ON "audit_seal"("entry_id");

-- What is not sealed yet is looked for among the newest.
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");

CREATE TRIGGER "audit_seal_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_seal"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
