-- CreateTable
CREATE TABLE "gateway_ban" (
    "network" TEXT NOT NULL,
    "bans" INTEGER NOT NULL,
    "banned_until" TIMESTAMPTZ(3) NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gateway_ban_pkey" PRIMARY KEY ("network")
);

-- CreateIndex
CREATE INDEX "gateway_ban_written_at_idx" ON "gateway_ban"("written_at");
