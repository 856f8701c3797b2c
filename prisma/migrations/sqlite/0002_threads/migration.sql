-- AlterTable
ALTER TABLE "Outbox" ADD COLUMN "under" TEXT;

-- AlterTable
ALTER TABLE "SandboxDelivery" ADD COLUMN "under" TEXT;
