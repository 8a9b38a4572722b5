ALTER TABLE "conversations" ADD COLUMN "last_change_seq" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "change_seq" bigint;--> statement-breakpoint
ALTER TABLE "participants" ADD COLUMN "last_delivered_seq" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "messages_conversation_id_change_seq_index" ON "messages" USING btree ("conversation_id","change_seq") WHERE "messages"."change_seq" is not null;