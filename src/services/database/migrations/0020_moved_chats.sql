CREATE TABLE "moved_chats" (
	"tenant_id" bigint NOT NULL,
	"old_id" text NOT NULL,
	"conversation_id" text NOT NULL,
	CONSTRAINT "moved_chats_tenant_id_old_id_pk" PRIMARY KEY("tenant_id","old_id")
);
--> statement-breakpoint
ALTER TABLE "moved_chats" ADD CONSTRAINT "moved_chats_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moved_chats" ADD CONSTRAINT "moved_chats_conversation_id_webchats_conversation_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."webchats"("conversation_id") ON DELETE cascade ON UPDATE no action;