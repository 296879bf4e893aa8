-- Which lists have a person: it says what they are where no file has a role column.
ALTER TABLE "person" ADD COLUMN "listed_in" "Category"[] DEFAULT ARRAY[]::"Category"[],
                     ADD COLUMN "left_out_of" "Category"[] DEFAULT ARRAY[]::"Category"[];

-- The category of a role, as `categoryOf` of domain says it.
CREATE FUNCTION "category_of"("role" TEXT) RETURNS "Category" IMMUTABLE PARALLEL SAFE LANGUAGE sql AS $$
  SELECT (CASE role WHEN 'STUDENT' THEN 'students' WHEN 'TEACHER' THEN 'teachers' WHEN 'STAFF' THEN 'staff' ELSE 'admin' END)::"Category"
$$;
CREATE OR REPLACE FUNCTION "person_fields"("fields" TEXT[]) RETURNS JSONB IMMUTABLE LANGUAGE sql AS $$
  SELECT CASE WHEN cardinality(fields) > 0 THEN jsonb_object(
    ARRAY['email', 'firstName', 'lastName', 'role', 'studentId', 'grade', 'gradeRaw', 'parentEmail', 'parentPhone', 'studentPhone', 'idField1', 'idField2', 'staffId', 'category'],
    fields || category_of(fields[4])::text
  ) END
$$;
