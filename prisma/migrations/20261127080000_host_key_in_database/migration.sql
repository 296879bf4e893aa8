-- The host key of the gateways moves into the database, so that it is in every backup: wrapped by MASTER_KEY, one of each algorithm.
DELETE FROM "gateway_host_key";

ALTER TABLE "gateway_host_key" DROP COLUMN "seen_at",
ADD COLUMN     "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "wrapped_key" BYTEA NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "gateway_host_key_algorithm_key" ON "gateway_host_key"("algorithm");
