-- Beside the host key that the gateways show there may be one of the same algorithm that follows it, or that came before it.
CREATE TYPE "HostKeyRole" AS ENUM ('CURRENT', 'NEXT', 'FORMER');
ALTER TABLE "gateway_host_key" ADD COLUMN "role" "HostKeyRole" NOT NULL DEFAULT 'CURRENT';
DROP INDEX "gateway_host_key_algorithm_key";
CREATE UNIQUE INDEX "gateway_host_key_algorithm_role_key" ON "gateway_host_key"("algorithm", "role");
