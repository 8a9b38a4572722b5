CREATE TABLE "visitor_sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" bigint NOT NULL,
	"site_id" bigint,
	"user_id" text NOT NULL,
	"is_anonymous" boolean NOT NULL,
	"fingerprint" text,
	"visits" bigint NOT NULL,
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_activity" timestamp (3) with time zone NOT NULL,
	"follows" text,
	"origin" text,
	"name" text,
	CONSTRAINT "visitor_sessions_follows_unique" UNIQUE("follows"),
	CONSTRAINT "visitor_sessions_tenantId_origin_name_unique" UNIQUE("tenant_id","origin","name")
);
--> statement-breakpoint
ALTER TABLE "visitor_sessions" ADD CONSTRAINT "visitor_sessions_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visitor_sessions" ADD CONSTRAINT "visitor_sessions_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "visitor_sessions_last_activity_index" ON "visitor_sessions" USING btree ("last_activity");