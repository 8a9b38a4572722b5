CREATE TABLE "outbox_leases" (
	"id" bigint PRIMARY KEY NOT NULL,
	"holder" text,
	"until" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"batch" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
INSERT INTO outbox_leases (id) VALUES (1);
