-- AlterEnum
ALTER TYPE "NotificationKind" ADD VALUE 'WEEKLY';
