-- Stores a batch of messages in one round trip. Each array holds one value per message. Messages of
-- one tenant and conversation stand together, and conversations in the same order in every batch,
-- so that batches of several processes wait for each other instead of deadlocking.
--
-- Answers a JSON array with one object per group of a tenant and conversation:
--   members  ids of the participants, null when the tenant has no such conversation
--   at       the time of the messages
--   seqs     one per message: its seq; 0 for a repeat of (conversation, sender, client message id);
--            null when the sender is no participant
--   repeats  for each 0 in turn the row that was stored before
--
-- The update takes the conversation's lock and as many seqs as there are messages; what was not
-- used, by repeats and strangers, is given back before anybody can see it, so seq has no holes.
CREATE FUNCTION append_messages(
  tenant_keys text[],
  conversation_ids text[],
  sender_ids text[],
  sender_names text[],
  client_message_ids text[],
  message_ids text[],
  texts text[]
) RETURNS json
LANGUAGE plpgsql
AS $$
DECLARE
  total int := cardinality(conversation_ids);
  first int := 1;
  past int;
  thread text;
  members text[];
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
      RETURNING c.last_seq, c.last_seq - (past - first), c.updated_at,
        ARRAY(SELECT p.user_id FROM participants p WHERE p.conversation_id = c.id)
      INTO reserved, used, moment, members;

    seqs := NULL;
    repeats := NULL;
    FOR nth IN first .. past - 1 LOOP
      IF members IS NULL OR sender_ids[nth] <> ALL (members) THEN
        seqs := seqs || NULL::bigint;
        CONTINUE;
      END IF;
      INSERT INTO messages (id, conversation_id, seq, sender, sender_id, sender_name,
          client_message_id, text, created_at)
        VALUES (message_ids[nth], thread, used + 1, 'user', sender_ids[nth], sender_names[nth],
          client_message_ids[nth], texts[nth], moment)
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
    END LOOP;

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
