CREATE TABLE "answer_mails" (
	"conversation_id" text PRIMARY KEY NOT NULL,
	"from_seq" bigint NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "canned_replies" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" bigint NOT NULL,
	"shortcut" text NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chat_settings" (
	"tenant_id" bigint PRIMARY KEY NOT NULL,
	"time_zone" text NOT NULL,
	"hours" json NOT NULL,
	"reply_minutes" integer NOT NULL,
	"mail_after_minutes" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "answer_mails" ADD CONSTRAINT "answer_mails_conversation_id_webchats_conversation_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."webchats"("conversation_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "canned_replies" ADD CONSTRAINT "canned_replies_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_settings" ADD CONSTRAINT "chat_settings_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "answer_mails_since_index" ON "answer_mails" USING btree ("since");--> statement-breakpoint
CREATE UNIQUE INDEX "canned_replies_tenant_id_shortcut_index" ON "canned_replies" USING btree ("tenant_id","shortcut");--> statement-breakpoint
CREATE INDEX "webchats_tenant_id_status_index" ON "webchats" USING btree ("tenant_id","status");--> statement-breakpoint
CREATE INDEX "webchats_blocked_index" ON "webchats" USING btree ("tenant_id") WHERE blocked_at is not null;--> statement-breakpoint
-- An answer leaves its mark in the same transaction, so that no end of a process loses it. Notes are
-- written by agents too, and are no web chat.
CREATE FUNCTION note_answer() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  INSERT INTO answer_mails (conversation_id, from_seq, since)
    SELECT w.conversation_id, NEW.seq, NEW.created_at
    FROM webchats w WHERE w.conversation_id = NEW.conversation_id
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER messages_note_answer AFTER INSERT ON messages
  FOR EACH ROW WHEN (NEW.sender = 'agent') EXECUTE FUNCTION note_answer();
