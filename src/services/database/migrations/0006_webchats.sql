CREATE TABLE "outbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"job_type" text NOT NULL,
	"payload" json NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"batch" bigint,
	"relayed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "webchats" (
	"conversation_id" text PRIMARY KEY NOT NULL,
	"tenant_id" bigint NOT NULL,
	"visitor_id" text NOT NULL,
	"session_id" text NOT NULL,
	"site_id" bigint,
	"notes_id" text,
	"name" text,
	"email" text,
	"status" text DEFAULT 'open' NOT NULL,
	"assignee_id" text,
	"waiting_since" timestamp (3) with time zone,
	"blocked_at" timestamp (3) with time zone,
	"visitor_read_seq" bigint DEFAULT 0 NOT NULL,
	"agents_read_seq" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "session_id" text;--> statement-breakpoint
ALTER TABLE "webchats" ADD CONSTRAINT "webchats_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webchats" ADD CONSTRAINT "webchats_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webchats" ADD CONSTRAINT "webchats_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webchats" ADD CONSTRAINT "webchats_notes_id_conversations_id_fk" FOREIGN KEY ("notes_id") REFERENCES "public"."conversations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webchats" ADD CONSTRAINT "webchats_assignee_id_users_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outbox_waiting_index" ON "outbox" USING btree ("id") WHERE batch is null;--> statement-breakpoint
CREATE INDEX "outbox_relayed_index" ON "outbox" USING btree ("batch") WHERE batch is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "webchats_tenant_id_visitor_id_index" ON "webchats" USING btree ("tenant_id","visitor_id");