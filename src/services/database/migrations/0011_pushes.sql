CREATE TABLE "client_messages" (
	"tenant_id" bigint NOT NULL,
	"sender_id" text NOT NULL,
	"client_message_id" text NOT NULL,
	"message_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "client_messages_tenant_id_sender_id_client_message_id_pk" PRIMARY KEY("tenant_id","sender_id","client_message_id")
);
--> statement-breakpoint
CREATE TABLE "push_devices" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "push_devices_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tenant_id" bigint NOT NULL,
	"user_id" text NOT NULL,
	"tab" text,
	"line" text NOT NULL,
	"sign_in" text NOT NULL,
	"is_free" boolean DEFAULT false NOT NULL,
	"seq" bigint NOT NULL,
	"seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "push_devices_tenantId_userId_tab_unique" UNIQUE("tenant_id","user_id","tab")
);
--> statement-breakpoint
CREATE TABLE "push_inboxes" (
	"tenant_id" bigint NOT NULL,
	"user_id" text NOT NULL,
	"last_seq" bigint NOT NULL,
	CONSTRAINT "push_inboxes_tenant_id_user_id_pk" PRIMARY KEY("tenant_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "push_requests" (
	"tenant_id" bigint NOT NULL,
	"key" text NOT NULL,
	"hash" text NOT NULL,
	"answer" json NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "push_requests_tenant_id_key_pk" PRIMARY KEY("tenant_id","key")
);
--> statement-breakpoint
CREATE TABLE "pushes" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" bigint NOT NULL,
	"user_id" text NOT NULL,
	"seq" bigint,
	"event" text NOT NULL,
	"message" json,
	"require_ack" boolean NOT NULL,
	"connections" integer NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"delivered_at" timestamp (3) with time zone,
	"acked_at" timestamp (3) with time zone,
	"keep_until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "client_messages" ADD CONSTRAINT "client_messages_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_devices" ADD CONSTRAINT "push_devices_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_inboxes" ADD CONSTRAINT "push_inboxes_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_requests" ADD CONSTRAINT "push_requests_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pushes" ADD CONSTRAINT "pushes_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "client_messages_created_at_index" ON "client_messages" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "push_devices_seen_at_index" ON "push_devices" USING btree ("seen_at");--> statement-breakpoint
CREATE INDEX "push_requests_created_at_index" ON "push_requests" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "pushes_waiting_index" ON "pushes" USING btree ("tenant_id","user_id","seq") WHERE seq is not null;--> statement-breakpoint
CREATE INDEX "pushes_expiring_index" ON "pushes" USING btree ("expires_at") WHERE message is not null;--> statement-breakpoint
CREATE INDEX "pushes_keep_until_index" ON "pushes" USING btree ("keep_until");