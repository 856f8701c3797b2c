-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Assembly" (
    "id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "doc" TEXT NOT NULL,

    CONSTRAINT "Assembly_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Aggregate" (
    "assembly" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "parent" TEXT,
    "status" TEXT NOT NULL,
    "doc" TEXT NOT NULL,

    CONSTRAINT "Aggregate_pkey" PRIMARY KEY ("assembly","type","id")
);

-- CreateTable
CREATE TABLE "Event" (
    "assembly" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "name" TEXT NOT NULL,
    "v" INTEGER NOT NULL,
    "data" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "Event_pkey" PRIMARY KEY ("assembly","seq")
);

-- CreateTable
CREATE TABLE "Content" (
    "id" TEXT NOT NULL,
    "assembly" TEXT NOT NULL,
    "author" TEXT,
    "salt" TEXT,
    "text" TEXT,

    CONSTRAINT "Content_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Receipt" (
    "key" TEXT NOT NULL,
    "assembly" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Receipt_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Timer" (
    "assembly" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "retryAt" TIMESTAMP(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Timer_pkey" PRIMARY KEY ("assembly","key")
);

-- CreateTable
CREATE TABLE "Outbox" (
    "id" SERIAL NOT NULL,
    "assembly" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "room" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "view" TEXT NOT NULL,
    "params" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "retryAt" TIMESTAMP(3) NOT NULL,
    "notBefore" TIMESTAMP(3),
    "owner" TEXT,
    "claimedAt" TIMESTAMP(3),
    "error" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "settledAt" TIMESTAMP(3),

    CONSTRAINT "Outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Post" (
    "room" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "rendered" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Post_pkey" PRIMARY KEY ("room","subject")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" TEXT NOT NULL,
    "name" TEXT,
    "lang" TEXT,
    "erasedAt" TIMESTAMP(3),

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Identity" (
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "person" TEXT NOT NULL,

    CONSTRAINT "Identity_pkey" PRIMARY KEY ("platform","tenant","externalId")
);

-- CreateTable
CREATE TABLE "Heartbeat" (
    "edge" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Heartbeat_pkey" PRIMARY KEY ("edge")
);

-- CreateTable
CREATE TABLE "Outage" (
    "id" SERIAL NOT NULL,
    "edge" TEXT NOT NULL,
    "from" TIMESTAMP(3) NOT NULL,
    "to" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Outage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Lease_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "SandboxDelivery" (
    "n" SERIAL NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "lang" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "card" TEXT NOT NULL,

    CONSTRAINT "SandboxDelivery_pkey" PRIMARY KEY ("n")
);

-- CreateIndex
CREATE INDEX "Aggregate_assembly_type_parent_idx" ON "Aggregate"("assembly", "type", "parent");

-- CreateIndex
CREATE INDEX "Aggregate_assembly_type_status_idx" ON "Aggregate"("assembly", "type", "status");

-- CreateIndex
CREATE INDEX "Aggregate_type_id_idx" ON "Aggregate"("type", "id");

-- CreateIndex
CREATE INDEX "Content_author_idx" ON "Content"("author");

-- CreateIndex
CREATE INDEX "Receipt_at_idx" ON "Receipt"("at");

-- CreateIndex
CREATE INDEX "Timer_retryAt_assembly_key_idx" ON "Timer"("retryAt", "assembly", "key");

-- CreateIndex
CREATE UNIQUE INDEX "Outbox_key_key" ON "Outbox"("key");

-- CreateIndex
CREATE INDEX "Outbox_status_retryAt_id_idx" ON "Outbox"("status", "retryAt", "id");

-- CreateIndex
CREATE INDEX "Outbox_lane_status_id_idx" ON "Outbox"("lane", "status", "id");

-- CreateIndex
CREATE INDEX "Outbox_assembly_status_id_idx" ON "Outbox"("assembly", "status", "id");

-- CreateIndex
CREATE INDEX "Identity_person_idx" ON "Identity"("person");

-- CreateIndex
CREATE INDEX "Outage_to_idx" ON "Outage"("to");

-- CreateIndex
CREATE UNIQUE INDEX "Outage_edge_from_key" ON "Outage"("edge", "from");

-- CreateIndex
CREATE INDEX "SandboxDelivery_to_messageId_idx" ON "SandboxDelivery"("to", "messageId");

-- CreateIndex
CREATE INDEX "SandboxDelivery_to_key_idx" ON "SandboxDelivery"("to", "key");

-- CreateIndex
CREATE INDEX "SandboxDelivery_messageId_idx" ON "SandboxDelivery"("messageId");
