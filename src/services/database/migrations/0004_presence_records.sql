CREATE TABLE "page_views" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "page_views_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tenant_id" bigint NOT NULL,
	"user_id" text NOT NULL,
	"kind" text NOT NULL,
	"connection_id" text NOT NULL,
	"tab" text NOT NULL,
	"url" text NOT NULL,
	"title" text,
	"entered_at" timestamp (3) with time zone NOT NULL,
	"left_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "presence_minutes" (
	"tenant_id" bigint NOT NULL,
	"minute" timestamp (3) with time zone NOT NULL,
	"visitors" integer NOT NULL,
	"users" integer NOT NULL,
	CONSTRAINT "presence_minutes_tenant_id_minute_pk" PRIMARY KEY("tenant_id","minute")
);
--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "idle_after_seconds" integer DEFAULT 300 NOT NULL;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "away_after_seconds" integer DEFAULT 600 NOT NULL;--> statement-breakpoint
ALTER TABLE "page_views" ADD CONSTRAINT "page_views_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presence_minutes" ADD CONSTRAINT "presence_minutes_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "page_views_tenant_id_user_id_entered_at_index" ON "page_views" USING btree ("tenant_id","user_id","entered_at");--> statement-breakpoint
CREATE INDEX "page_views_visits_index" ON "page_views" USING btree ("tenant_id","entered_at") WHERE kind = 'visitor';--> statement-breakpoint
CREATE INDEX "page_views_open_index" ON "page_views" USING btree ("connection_id") WHERE left_at is null;--> statement-breakpoint
CREATE INDEX "page_views_entered_at_index" ON "page_views" USING btree ("entered_at");--> statement-breakpoint
CREATE INDEX "presence_minutes_minute_index" ON "presence_minutes" USING btree ("minute");--> statement-breakpoint
CREATE INDEX "visitor_sessions_tenant_id_user_id_index" ON "visitor_sessions" USING btree ("tenant_id","user_id");