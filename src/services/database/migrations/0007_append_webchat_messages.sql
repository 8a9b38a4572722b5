-- Stores a batch of messages in one round trip, as before (see 0001), and now those of web chats too.
-- Each array holds one value per message. Messages of one tenant and conversation stand together, and
-- conversations in the same order in every batch, so that batches of several processes wait for each
-- other instead of deadlocking.
--
-- Answers a JSON array with one object per group of a tenant and conversation:
--   members  ids of the participants, of a web chat its visitor alone; null when the tenant has no
--            such conversation
--   at       the time of the messages
--   seqs     one per message: its seq; 0 for a repeat of (conversation, sender, client message id);
--            null when the sender may not write there
--   repeats  for each 0 in turn the row that was stored before
--
-- Who may write: participants as 'user'; in a web chat its visitor as 'user', unless blocked, and as
-- 'agent' or 'bot' whom the caller has proven to speak for the tenant; they alone write notes.
--
-- A visitor's message leaves a job in the outbox, opens the chat again and makes it wait; an agent's
-- is an answer: the chat waits no more, and is theirs where it was nobody's.
DROP FUNCTION append_messages(text[], text[], text[], text[], text[], text[], text[]);
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
  domains text[]
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
      INSERT INTO messages (id, conversation_id, seq, sender, sender_id, sender_name,
          client_message_id, text, session_id, created_at)
        VALUES (message_ids[nth], thread, used + 1, senders[nth], sender_ids[nth], sender_names[nth],
          client_message_ids[nth], texts[nth], session_ids[nth], moment)
        ON CONFLICT (conversation_id, sender_id, client_message_id) DO NOTHING;
      IF FOUND THEN
        used := used + 1;
        seqs := seqs || used;
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
        INSERT INTO outbox (job_type, created_at, payload)
          VALUES ('webchat_webhook', moment, json_build_object(
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
            'clientMessageId', client_message_ids[nth]));
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
      'members', members, 'at', moment, 'seqs', seqs, 'repeats', repeats);
    first := past;
  END LOOP;
  RETURN array_to_json(groups);
END
$$;
--> statement-breakpoint
-- Makes a visitor's conversation and its place in one step; null where the visitor has one already,
-- and then nothing was made.
CREATE FUNCTION open_webchat(
  tenant_key text, visitor text, session text, visitor_name text, visitor_email text, thread text
) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  tenant bigint;
BEGIN
  SELECT t.id INTO STRICT tenant FROM tenants t WHERE t.key = tenant_key;
  INSERT INTO conversations (id, tenant_id, kind) VALUES (thread, tenant, 'webchat');
  INSERT INTO webchats (conversation_id, tenant_id, visitor_id, session_id, site_id, name, email)
    VALUES (thread, tenant, visitor, session,
      (SELECT s.site_id FROM visitor_sessions s WHERE s.id = session), visitor_name, visitor_email)
    ON CONFLICT (tenant_id, visitor_id) DO NOTHING;
  IF FOUND THEN
    RETURN thread;
  END IF;
  DELETE FROM conversations c WHERE c.id = thread;
  RETURN NULL;
END
$$;
