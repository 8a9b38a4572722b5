ALTER TABLE "sites" ADD COLUMN "color" text;--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "greeting" text;