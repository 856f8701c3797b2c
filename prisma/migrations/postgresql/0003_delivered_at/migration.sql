-- AlterTable
ALTER TABLE "Identity" ADD COLUMN     "linkedAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Outbox" ADD COLUMN     "deliveredAt" TIMESTAMP(3);

-- What was sent before counts from when it was settled; a card that stands, from when it was last shown.
-- In service, system time and domain time are the same.
UPDATE "Outbox" SET "deliveredAt" = "settledAt" WHERE "status" = 'sent';
UPDATE "Outbox" SET "deliveredAt" = (
  SELECT "Post"."at" FROM "Post" WHERE "Post"."room" = "Outbox"."room" AND "Post"."subject" = "Outbox"."subject"
) WHERE "kind" = 'card' AND "deliveredAt" IS NULL;
