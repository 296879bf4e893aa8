-- By hand, because Prisma cannot say it: the rows of a file are staged in a table of their own, one for each sync, which the
-- sync makes and drops itself ("stage"."rows_<id of the sync>", unlogged). One table for all of them hid from PostgreSQL how
-- many rows a sync has, and filled with dead ones.
--
-- staged_row stays until a later release: workers of the version before this one still write and read it while they are
-- replaced. Without it their steps would fail as bugs after a few tries; with it either version finds no rows where the
-- other one staged them, calls the stage lost, and reads the file again.
CREATE SCHEMA "stage";
