-- The other owners are told when names come into the mails of a school.
ALTER TYPE "AccountMailKind" ADD VALUE 'NAMES_SWITCHED_ON';
