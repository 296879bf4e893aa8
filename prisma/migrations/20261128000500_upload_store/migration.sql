-- Which upload store is this installation's: at most one row. The store has the same id in it, once `marked_at` is set.
CREATE TABLE "upload_store" (
    "only" BOOLEAN NOT NULL DEFAULT true,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "marked_at" TIMESTAMPTZ(3),
    CONSTRAINT "upload_store_pkey" PRIMARY KEY ("only"),
    CONSTRAINT "upload_store_only_check" CHECK ("only")
);
