-- AlterTable
ALTER TABLE "Outbox" ADD COLUMN     "via" TEXT;

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "sameAs" TEXT;

-- CreateIndex
CREATE INDEX "Person_sameAs_idx" ON "Person"("sameAs");
