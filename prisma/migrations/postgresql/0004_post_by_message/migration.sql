-- CreateIndex
CREATE INDEX "Post_room_messageId_idx" ON "Post"("room", "messageId");
