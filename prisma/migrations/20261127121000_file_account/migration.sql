-- What became of everything in a file: columns, words, sheets, lines.
ALTER TABLE "sync" ADD COLUMN "account" JSONB;
