-- Adults are known by their employee number, as students are by their student number.
ALTER TABLE "person" ADD COLUMN "staff_id" TEXT;
ALTER TABLE "staged_mention" ADD COLUMN "staff_id" TEXT;

-- By hand: deferrable, because one apply may free a number and give it away again.
ALTER TABLE "person" ADD CONSTRAINT "person_school_id_staff_id_key" UNIQUE ("school_id", "staff_id") DEFERRABLE INITIALLY IMMEDIATE;

-- Reads the `before` and `after` of a change as the object that the API shows.
CREATE OR REPLACE FUNCTION "person_fields"("fields" TEXT[]) RETURNS JSONB IMMUTABLE LANGUAGE sql AS $$
  SELECT CASE WHEN cardinality(fields) > 0 THEN jsonb_object(
    ARRAY['email', 'firstName', 'lastName', 'role', 'studentId', 'grade', 'gradeRaw', 'parentEmail', 'parentPhone', 'studentPhone', 'idField1', 'idField2', 'staffId', 'category'],
    fields || CASE fields[4] WHEN 'STUDENT' THEN 'students' WHEN 'TEACHER' THEN 'teachers' WHEN 'STAFF' THEN 'staff' ELSE 'admin' END
  ) END
$$;
