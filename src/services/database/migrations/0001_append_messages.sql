-- Stores a batch of messages in one round trip; each array holds one value per message.
-- The conversations are locked first, in the order of their ids, so batches of other processes
-- wait instead of deadlocking; the next statement then sees everything committed before the lock.
-- A repeat of (conversation, sender, client message id) is taken out before a seq is given and
-- answered with the stored row. A message whose sender is not a participant of the conversation in
-- that tenant is absent from the answer.
CREATE FUNCTION append_messages(
  tenant_keys text[],
  conversation_ids text[],
  sender_ids text[],
  sender_names text[],
  client_message_ids text[],
  message_ids text[],
  texts text[]
) RETURNS TABLE (
  "position" int,
  seq float8,
  at_ms float8,
  stored json,
  participant_ids text[]
)
LANGUAGE plpgsql
-- Planned once per connection, always over the indexes: the tables are small when it is planned.
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
SET jit = off
AS $$
#variable_conflict use_column
DECLARE
  moment timestamptz(3);
BEGIN
  PERFORM 1 FROM conversations WHERE id = ANY (conversation_ids) ORDER BY id FOR NO KEY UPDATE;
  moment := clock_timestamp();
  RETURN QUERY
  WITH threads AS MATERIALIZED (
    SELECT c.id, c.last_seq, t.key AS tenant_key,
      ARRAY(SELECT p.user_id FROM participants p WHERE p.conversation_id = c.id) AS members
    FROM conversations c JOIN tenants t ON t.id = c.tenant_id
    WHERE c.id = ANY (conversation_ids)
  ), asked AS MATERIALIZED (
    SELECT a.*, c.last_seq, c.members, m.id AS stored_id
    FROM unnest(tenant_keys, conversation_ids, sender_ids, sender_names, client_message_ids,
        message_ids, texts)
      WITH ORDINALITY AS a(tenant_key, conversation_id, sender_id, sender_name, client_message_id, message_id, body, nth)
    JOIN threads c ON c.id = a.conversation_id AND c.tenant_key = a.tenant_key
      AND a.sender_id = ANY (c.members)
    LEFT JOIN messages m ON m.conversation_id = a.conversation_id AND m.sender_id = a.sender_id
      AND m.client_message_id = a.client_message_id
  ), fresh AS MATERIALIZED (
    SELECT a.*, a.last_seq + row_number() OVER (PARTITION BY a.conversation_id ORDER BY a.nth) AS new_seq
    FROM asked a WHERE a.stored_id IS NULL
  ), inserted AS (
    INSERT INTO messages (id, conversation_id, seq, sender, sender_id, sender_name, client_message_id, text, created_at)
    SELECT f.message_id, f.conversation_id, f.new_seq, 'user', f.sender_id, f.sender_name, f.client_message_id, f.body, moment
    FROM fresh f
  ), advanced AS (
    UPDATE conversations c SET last_seq = f.last_new, updated_at = moment
    FROM (SELECT conversation_id, max(new_seq) AS last_new FROM fresh GROUP BY conversation_id) f
    WHERE c.id = f.conversation_id
  )
  SELECT a.nth::int, f.new_seq::float8, (extract(epoch FROM moment) * 1000)::float8,
    CASE WHEN a.stored_id IS NOT NULL THEN (SELECT row_to_json(m) FROM messages m WHERE m.id = a.stored_id) END,
    a.members
  FROM asked a LEFT JOIN fresh f ON f.nth = a.nth;
END
$$;
