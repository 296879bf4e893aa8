-- The roles of Rollcall: run by psql as a superuser, in the database of the product, before `rollcall migrate`; safe to repeat.
-- Passwords come from the environment: OWNER_PASSWORD, API_PASSWORD, GATEWAY_PASSWORD and WORKER_PASSWORD.
-- Which table each of them may read and write is granted by `rollcall migrate`, as the owner.
-- Made by bin/setup/write-roles.mjs from store/schema/grants.ts.
\set ON_ERROR_STOP on
\set database :DBNAME
\getenv owner_password OWNER_PASSWORD
\getenv api_password API_PASSWORD
\getenv gateway_password GATEWAY_PASSWORD
\getenv worker_password WORKER_PASSWORD
DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'rollcall_owner') THEN CREATE ROLE rollcall_owner; END IF; END $$;
ALTER ROLE rollcall_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'owner_password';
ALTER ROLE rollcall_owner SET log_min_messages = log;
ALTER ROLE rollcall_owner SET log_min_error_statement = panic;
ALTER ROLE rollcall_owner SET log_statement = 'none';
ALTER ROLE rollcall_owner SET log_min_duration_statement = -1;
ALTER ROLE rollcall_owner SET log_parameter_max_length_on_error = 0;
DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'rollcall_api') THEN CREATE ROLE rollcall_api; END IF; END $$;
ALTER ROLE rollcall_api LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'api_password';
ALTER ROLE rollcall_api SET log_min_messages = log;
ALTER ROLE rollcall_api SET log_min_error_statement = panic;
ALTER ROLE rollcall_api SET log_statement = 'none';
ALTER ROLE rollcall_api SET log_min_duration_statement = -1;
ALTER ROLE rollcall_api SET log_parameter_max_length_on_error = 0;
DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'rollcall_gateway') THEN CREATE ROLE rollcall_gateway; END IF; END $$;
ALTER ROLE rollcall_gateway LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'gateway_password';
ALTER ROLE rollcall_gateway SET log_min_messages = log;
ALTER ROLE rollcall_gateway SET log_min_error_statement = panic;
ALTER ROLE rollcall_gateway SET log_statement = 'none';
ALTER ROLE rollcall_gateway SET log_min_duration_statement = -1;
ALTER ROLE rollcall_gateway SET log_parameter_max_length_on_error = 0;
DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'rollcall_worker') THEN CREATE ROLE rollcall_worker; END IF; END $$;
ALTER ROLE rollcall_worker LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'worker_password';
ALTER ROLE rollcall_worker SET log_min_messages = log;
ALTER ROLE rollcall_worker SET log_min_error_statement = panic;
ALTER ROLE rollcall_worker SET log_statement = 'none';
ALTER ROLE rollcall_worker SET log_min_duration_statement = -1;
ALTER ROLE rollcall_worker SET log_parameter_max_length_on_error = 0;
ALTER DATABASE :"database" OWNER TO rollcall_owner;
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE :"database" TO rollcall_api;
GRANT CONNECT ON DATABASE :"database" TO rollcall_gateway;
GRANT CONNECT, TEMPORARY ON DATABASE :"database" TO rollcall_worker;
ALTER SCHEMA public OWNER TO rollcall_owner;
