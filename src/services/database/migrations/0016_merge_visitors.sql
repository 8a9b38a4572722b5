ALTER TABLE "visitor_sessions" ADD COLUMN "ended_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "visitor_sessions_ended_index" ON "visitor_sessions" USING btree ("ended_at") WHERE ended_at is not null;--> statement-breakpoint
-- Puts the messages of one thread behind those of another, in their order and with their ids; those of
-- `visitor` are the person's from then on. A client id that both threads have gets the message's id
-- behind it. Answers how many stood in front.
CREATE FUNCTION merge_thread(source text, target text, visitor text, person text) RETURNS bigint
LANGUAGE plpgsql
AS $$
DECLARE
  front conversations;
  behind conversations;
BEGIN
  SELECT * INTO STRICT front FROM conversations c WHERE c.id = target FOR UPDATE;
  SELECT * INTO STRICT behind FROM conversations c WHERE c.id = source FOR UPDATE;
  UPDATE messages m
    SET conversation_id = target,
      seq = m.seq + front.last_seq,
      change_seq = m.change_seq + front.last_change_seq,
      sender_id = CASE WHEN m.sender_id = visitor THEN person ELSE m.sender_id END,
      client_message_id = CASE
        WHEN EXISTS (
          SELECT FROM messages o
          WHERE o.conversation_id = target AND o.client_message_id = m.client_message_id
            AND o.sender_id = CASE WHEN m.sender_id = visitor THEN person ELSE m.sender_id END)
        THEN m.client_message_id || ':' || m.id
        ELSE m.client_message_id
      END
    WHERE m.conversation_id = source;
  UPDATE conversations c
    SET last_seq = front.last_seq + behind.last_seq,
      last_change_seq = front.last_change_seq + behind.last_change_seq,
      updated_at = greatest(front.updated_at, behind.updated_at)
    WHERE c.id = target;
  RETURN front.last_seq;
END
$$;
--> statement-breakpoint
-- Makes an anonymous visitor one with the person whom a tenant's back end says they are. Their sessions
-- end and are the person's; so is their conversation, which goes behind the person's where there is one.
-- Sessions come first: whoever opens a conversation for one of them waits, and finds whose it is then.
-- Threads are locked in the order in which batches of messages lock them.
CREATE FUNCTION merge_visitor(
  tenant_key text, visitor text, person text, stay text,
  called text, address text, moment timestamptz
) RETURNS json
LANGUAGE plpgsql
AS $$
DECLARE
  tenant bigint;
  ended text[];
  since timestamptz;
  stays bigint;
  own webchats;
  other webchats;
  front bigint;
BEGIN
  SELECT t.id INTO STRICT tenant FROM tenants t WHERE t.key = tenant_key;
  WITH moved AS (
    UPDATE visitor_sessions s
      SET user_id = person, is_anonymous = false, ended_at = coalesce(s.ended_at, moment)
      WHERE s.tenant_id = tenant AND s.user_id = visitor AND s.is_anonymous
      RETURNING s.id, s.first_seen_at, s.visits
  )
  SELECT array_agg(id), min(first_seen_at), max(visits) INTO ended, since, stays FROM moved;
  UPDATE visitor_sessions s
    SET first_seen_at = least(s.first_seen_at, since), visits = s.visits + coalesce(stays, 1) - 1
    WHERE s.id = stay;

  LOOP
    SELECT * INTO other FROM webchats w WHERE w.tenant_id = tenant AND w.visitor_id = visitor;
    IF NOT FOUND THEN
      RETURN json_build_object('ended', ended);
    END IF;
    SELECT * INTO own FROM webchats w WHERE w.tenant_id = tenant AND w.visitor_id = person;
    EXIT WHEN FOUND;
    BEGIN
      PERFORM FROM conversations c WHERE c.id = other.conversation_id FOR UPDATE;
      UPDATE webchats w
        SET visitor_id = person, session_id = stay,
          name = coalesce(called, w.name), email = coalesce(address, w.email)
        WHERE w.conversation_id = other.conversation_id;
      UPDATE messages m SET sender_id = person
        WHERE m.conversation_id = other.conversation_id AND m.sender_id = visitor;
      RETURN json_build_object('ended', ended, 'conversation', other.conversation_id);
    EXCEPTION WHEN unique_violation THEN
      -- The person has just opened one.
      NULL;
    END;
  END LOOP;

  PERFORM FROM conversations c
    WHERE c.id IN (other.conversation_id, own.conversation_id, other.notes_id, own.notes_id)
    ORDER BY c.id COLLATE "C" FOR UPDATE;
  SELECT * INTO STRICT other FROM webchats w WHERE w.conversation_id = other.conversation_id FOR UPDATE;
  SELECT * INTO STRICT own FROM webchats w WHERE w.conversation_id = own.conversation_id FOR UPDATE;
  front := merge_thread(other.conversation_id, own.conversation_id, visitor, person);
  IF own.notes_id IS NOT NULL AND other.notes_id IS NOT NULL THEN
    PERFORM merge_thread(other.notes_id, own.notes_id, visitor, person);
  END IF;
  UPDATE answer_mails a SET conversation_id = own.conversation_id, from_seq = a.from_seq + front
    WHERE a.conversation_id = other.conversation_id AND NOT EXISTS (
      SELECT FROM answer_mails o WHERE o.conversation_id = own.conversation_id);
  UPDATE webchats w
    SET session_id = stay,
      site_id = coalesce(other.site_id, own.site_id),
      notes_id = coalesce(own.notes_id, other.notes_id),
      name = coalesce(called, own.name, other.name),
      email = coalesce(address, own.email, other.email),
      status = CASE WHEN 'open' IN (own.status, other.status) THEN 'open' ELSE 'closed' END,
      assignee_id = coalesce(own.assignee_id, other.assignee_id),
      waiting_since = least(own.waiting_since, other.waiting_since),
      blocked_at = least(own.blocked_at, other.blocked_at),
      -- What was unread on either side stays unread: read marks have no holes.
      visitor_read_seq = CASE
        WHEN EXISTS (
          SELECT FROM messages m
          WHERE m.conversation_id = own.conversation_id AND m.seq <= front
            AND m.seq > own.visitor_read_seq AND m.sender IN ('agent', 'bot'))
        THEN own.visitor_read_seq ELSE front + other.visitor_read_seq END,
      agents_read_seq = CASE
        WHEN EXISTS (
          SELECT FROM messages m
          WHERE m.conversation_id = own.conversation_id AND m.seq <= front
            AND m.seq > own.agents_read_seq AND m.sender = 'user')
        THEN own.agents_read_seq ELSE front + other.agents_read_seq END
    WHERE w.conversation_id = own.conversation_id;
  DELETE FROM webchats w WHERE w.conversation_id = other.conversation_id;
  DELETE FROM conversations c WHERE c.id = other.conversation_id
    OR (c.id = other.notes_id AND own.notes_id IS NOT NULL);
  RETURN json_build_object(
    'ended', ended, 'conversation', own.conversation_id, 'removed', other.conversation_id);
END
$$;
