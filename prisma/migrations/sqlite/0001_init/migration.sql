-- CreateTable
CREATE TABLE "Assembly" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "seq" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "doc" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Aggregate" (
    "assembly" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "parent" TEXT,
    "status" TEXT NOT NULL,
    "doc" TEXT NOT NULL,

    PRIMARY KEY ("assembly", "type", "id")
);

-- CreateTable
CREATE TABLE "Event" (
    "assembly" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    "name" TEXT NOT NULL,
    "v" INTEGER NOT NULL,
    "data" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    PRIMARY KEY ("assembly", "seq")
);

-- CreateTable
CREATE TABLE "Content" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "assembly" TEXT NOT NULL,
    "author" TEXT,
    "salt" TEXT,
    "text" TEXT
);

-- CreateTable
CREATE TABLE "Receipt" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "assembly" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Timer" (
    "assembly" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "dueAt" DATETIME NOT NULL,
    "retryAt" DATETIME NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,

    PRIMARY KEY ("assembly", "key")
);

-- CreateTable
CREATE TABLE "Outbox" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
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
    "retryAt" DATETIME NOT NULL,
    "notBefore" DATETIME,
    "owner" TEXT,
    "claimedAt" DATETIME,
    "error" TEXT,
    "createdAt" DATETIME NOT NULL,
    "settledAt" DATETIME
);

-- CreateTable
CREATE TABLE "Post" (
    "room" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "rendered" TEXT NOT NULL,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("room", "subject")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT,
    "lang" TEXT,
    "erasedAt" DATETIME
);

-- CreateTable
CREATE TABLE "Identity" (
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "person" TEXT NOT NULL,

    PRIMARY KEY ("platform", "tenant", "externalId")
);

-- CreateTable
CREATE TABLE "Heartbeat" (
    "edge" TEXT NOT NULL PRIMARY KEY,
    "at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Outage" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "edge" TEXT NOT NULL,
    "from" DATETIME NOT NULL,
    "to" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "owner" TEXT NOT NULL,
    "until" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "SandboxDelivery" (
    "n" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" DATETIME NOT NULL,
    "kind" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "lang" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "card" TEXT NOT NULL
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
