-- AlterEnum
ALTER TYPE "NotificationKind" ADD VALUE 'ESCALATION';
