CREATE TABLE "uploads" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" bigint NOT NULL,
	"owner_id" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"size" integer NOT NULL,
	"width" integer,
	"height" integer,
	"message_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "attachments" json;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "uploads_tenant_id_owner_id_created_at_index" ON "uploads" USING btree ("tenant_id","owner_id","created_at");--> statement-breakpoint
CREATE INDEX "uploads_message_id_index" ON "uploads" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "uploads_loose_index" ON "uploads" USING btree ("created_at") WHERE message_id is null or removed_at is not null;
--> statement-breakpoint
-- Stores a batch of messages in one round trip, as before (see 0007), and now with their files.
-- `files` has for a message with files a JSON object: `ids` in their order, and `by`, who uploaded them.
--
-- A file goes to one message, of its own tenant and owner, while nobody else takes it. Where one of a
-- message's files cannot be had the message is not stored: its seq is answered as -1. Each group also
-- answers
--   files    for each message in turn that was stored with files what is told of them
DROP FUNCTION append_messages(text[], text[], text[], text[], text[], text[], text[], text[], text[], text[]);
--> statement-breakpoint
CREATE FUNCTION append_messages(
  tenant_keys text[],
  conversation_ids text[],
  sender_ids text[],
  sender_names text[],
  client_message_ids text[],
  message_ids text[],
  texts text[],
  senders text[],
  session_ids text[],
  domains text[],
  files text[] DEFAULT NULL
) RETURNS json
LANGUAGE plpgsql
AS $$
DECLARE
  total int := cardinality(conversation_ids);
  first int := 1;
  past int;
  thread text;
  thread_kind text;
  thread_tenant bigint;
  members text[];
  chat webchats;
  may_write boolean;
  moment timestamptz(3);
  reserved bigint;
  used bigint;
  seqs bigint[];
  repeats json[];
  groups json[];
  wanted json;
  given json;
  all_given json[];
  job json;
BEGIN
  WHILE first <= total LOOP
    thread := conversation_ids[first];
    past := first + 1;
    WHILE past <= total AND conversation_ids[past] = thread
        AND tenant_keys[past] = tenant_keys[first] LOOP
      past := past + 1;
    END LOOP;

    UPDATE conversations c
      SET last_seq = c.last_seq + (past - first), updated_at = clock_timestamp()
      FROM tenants t
      WHERE c.id = thread AND t.id = c.tenant_id AND t.key = tenant_keys[first]
      RETURNING c.last_seq, c.last_seq - (past - first), c.updated_at, c.kind, c.tenant_id,
        ARRAY(SELECT p.user_id FROM participants p WHERE p.conversation_id = c.id)
      INTO reserved, used, moment, thread_kind, thread_tenant, members;
    IF thread_kind = 'webchat' THEN
      SELECT * INTO chat FROM webchats w WHERE w.conversation_id = thread FOR NO KEY UPDATE;
      members := ARRAY[chat.visitor_id];
    END IF;

    seqs := NULL;
    repeats := NULL;
    all_given := NULL;
    FOR nth IN first .. past - 1 LOOP
      may_write := CASE
        WHEN members IS NULL THEN false
        WHEN thread_kind = 'webchat' AND senders[nth] = 'user'
          THEN sender_ids[nth] = chat.visitor_id AND chat.blocked_at IS NULL
        WHEN thread_kind IN ('webchat', 'notes') THEN senders[nth] IN ('agent', 'bot')
        ELSE senders[nth] = 'user' AND sender_ids[nth] = ANY (members)
      END;
      IF NOT may_write THEN
        seqs := seqs || NULL::bigint;
        CONTINUE;
      END IF;
      given := NULL;
      wanted := files[nth]::json;
      -- A repeat's files are taken: by the message that it repeats.
      IF wanted IS NOT NULL AND NOT EXISTS (
        SELECT FROM messages m
        WHERE m.conversation_id = thread AND m.sender_id = sender_ids[nth]
          AND m.client_message_id = client_message_ids[nth]
      ) THEN
        SELECT json_agg(json_strip_nulls(json_build_object(
            'id', u.id, 'url', '/api/uploads/' || u.id, 'name', u.name, 'type', u.type,
            'size', u.size, 'width', u.width, 'height', u.height)) ORDER BY u.place)
          INTO given
          FROM (
            SELECT held.*, named.place
            FROM json_array_elements_text(wanted -> 'ids') WITH ORDINALITY named (id, place)
            JOIN uploads held ON held.id = named.id
            WHERE held.tenant_id = thread_tenant AND held.owner_id = wanted ->> 'by'
              AND held.message_id IS NULL AND held.removed_at IS NULL
            FOR UPDATE OF held SKIP LOCKED
          ) u;
        IF given IS NULL OR json_array_length(given) < json_array_length(wanted -> 'ids') THEN
          seqs := seqs || -1::bigint;
          CONTINUE;
        END IF;
      END IF;
      INSERT INTO messages (id, conversation_id, seq, sender, sender_id, sender_name,
          client_message_id, text, session_id, created_at, attachments)
        VALUES (message_ids[nth], thread, used + 1, senders[nth], sender_ids[nth], sender_names[nth],
          client_message_ids[nth], texts[nth], session_ids[nth], moment, given)
        ON CONFLICT (conversation_id, sender_id, client_message_id) DO NOTHING;
      IF FOUND THEN
        used := used + 1;
        seqs := seqs || used;
        IF given IS NOT NULL THEN
          all_given := all_given || given;
          UPDATE uploads SET message_id = message_ids[nth]
            WHERE id IN (SELECT json_array_elements_text(wanted -> 'ids'));
        END IF;
      ELSE
        seqs := seqs || 0::bigint;
        repeats := repeats || (
          SELECT row_to_json(m) FROM messages m
          WHERE m.conversation_id = thread AND m.sender_id = sender_ids[nth]
            AND m.client_message_id = client_message_ids[nth]);
      END IF;
      CONTINUE WHEN seqs[nth - first + 1] = 0 OR thread_kind <> 'webchat';

      IF senders[nth] = 'user' THEN
        chat.status := 'open';
        chat.waiting_since := coalesce(chat.waiting_since, moment);
        chat.session_id := session_ids[nth];
        chat.site_id := (SELECT s.site_id FROM visitor_sessions s WHERE s.id = session_ids[nth]);
        job := json_build_object(
            'messageId', message_ids[nth],
            'sessionId', session_ids[nth],
            'userId', sender_ids[nth],
            'tenantId', thread_tenant,
            'siteId', chat.site_id,
            'domain', coalesce(
              nullif(domains[nth], ''), (SELECT s.domain FROM sites s WHERE s.id = chat.site_id), ''),
            'text', texts[nth],
            'senderType', 'user',
            'timestamp', to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
            'conversationId', thread,
            'seq', used,
            'tenantKey', tenant_keys[nth],
            'clientMessageId', client_message_ids[nth]);
        IF given IS NOT NULL THEN
          job := (job::jsonb || jsonb_build_object('attachments', given))::json;
        END IF;
        INSERT INTO outbox (job_type, created_at, payload)
          VALUES ('webchat_webhook', moment, job);
      ELSIF senders[nth] = 'agent' THEN
        chat.waiting_since := NULL;
        chat.agents_read_seq := used;
        chat.assignee_id := coalesce(
          chat.assignee_id, (SELECT u.id FROM users u WHERE u.id = sender_ids[nth]));
      END IF;
    END LOOP;

    IF thread_kind = 'webchat' THEN
      UPDATE webchats w
        SET status = chat.status, waiting_since = chat.waiting_since, session_id = chat.session_id,
          site_id = chat.site_id, assignee_id = chat.assignee_id, agents_read_seq = chat.agents_read_seq
        WHERE w.conversation_id = thread AND w IS DISTINCT FROM chat;
    END IF;
    IF used < reserved THEN
      UPDATE conversations c
        SET last_seq = used, updated_at = coalesce(
          (SELECT m.created_at FROM messages m WHERE m.conversation_id = thread AND m.seq = used),
          c.created_at)
        WHERE c.id = thread;
    END IF;

    groups := groups || json_build_object(
      'members', members, 'at', moment, 'seqs', seqs, 'repeats', repeats, 'files', all_given);
    first := past;
  END LOOP;
  RETURN array_to_json(groups);
END
$$;
