-- What becomes of a web chat, and who answered in it, is written for the tenant's endpoints in the
-- transaction in which it became so: no end of a process loses it, whoever or whatever changed it.
--
-- It goes to the deliveries and not by the outbox, whose stream other programs read: there are jobs of
-- messages only. The tenant's endpoints are held while it is written, so that one which is removed in
-- that moment refuses nobody's message.
CREATE FUNCTION utc_moment(moment timestamptz) RETURNS text
LANGUAGE sql STABLE
RETURN to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
--> statement-breakpoint
CREATE FUNCTION tell_endpoints(
  tenant bigint, event_id text, event_type text, moment timestamptz, about jsonb
) RETURNS void
LANGUAGE sql
BEGIN ATOMIC
  INSERT INTO webhook_deliveries (id, endpoint_id, event_id, type, payload, next_attempt_at)
    SELECT 'dl_' || gen_random_uuid() || '.' || e.id, e.id, 'evt_' || event_id, event_type,
      json_build_object(
        'type', event_type, 'timestamp', utc_moment(moment), 'tenantId', t.key,
        'data', about || jsonb_build_object('tenantId', t.key))::text,
      date_trunc('milliseconds', clock_timestamp())
    FROM webhook_endpoints e JOIN tenants t ON t.id = e.tenant_id
    WHERE e.tenant_id = tenant AND e.enabled AND event_type = ANY (e.events)
    FOR KEY SHARE OF e
    ON CONFLICT (endpoint_id, event_id) DO NOTHING;
END;
--> statement-breakpoint
-- Most tenants listen to nothing: they pay for one look, which is planned once for each connection.
CREATE FUNCTION tell_of_webchat() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
  event_type text := CASE TG_OP
    WHEN 'INSERT' THEN 'conversation.created' ELSE 'conversation.updated' END;
BEGIN
  IF NOT EXISTS (
    SELECT FROM webhook_endpoints e
    WHERE e.tenant_id = NEW.tenant_id AND e.enabled AND event_type = ANY (e.events)
  ) THEN
    RETURN NULL;
  END IF;
  PERFORM tell_endpoints(
      NEW.tenant_id,
      NEW.conversation_id || '_'
        || CASE TG_OP WHEN 'INSERT' THEN 'created' ELSE gen_random_uuid()::text END,
      event_type,
      clock_timestamp(),
      jsonb_build_object(
        'conversationId', NEW.conversation_id,
        'userId', NEW.visitor_id,
        'sessionId', NEW.session_id,
        'status', NEW.status,
        'assigneeId', NEW.assignee_id,
        'waitingSince', utc_moment(NEW.waiting_since),
        'blocked', NEW.blocked_at IS NOT NULL,
        'lastSeq', c.last_seq,
        'updatedAt', utc_moment(c.updated_at))
      || jsonb_strip_nulls(jsonb_build_object(
        'siteId', (SELECT s.key FROM sites s WHERE s.id = NEW.site_id),
        'name', NEW.name,
        'email', NEW.email)))
    FROM conversations c WHERE c.id = NEW.conversation_id;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER webchats_tell_created AFTER INSERT ON webchats
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION tell_of_webchat();
--> statement-breakpoint
-- Deferred, for `append_messages` sets `last_seq` right only at its end. Read marks, notes and messages
-- that change nothing of this do not come here.
CREATE CONSTRAINT TRIGGER webchats_tell_updated
  AFTER UPDATE OF status, assignee_id, waiting_since, blocked_at, visitor_id, session_id, site_id,
    name, email ON webchats
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (
    (OLD.status, OLD.assignee_id, OLD.waiting_since, OLD.blocked_at, OLD.visitor_id, OLD.session_id,
      OLD.site_id, OLD.name, OLD.email)
    IS DISTINCT FROM
    (NEW.status, NEW.assignee_id, NEW.waiting_since, NEW.blocked_at, NEW.visitor_id, NEW.session_id,
      NEW.site_id, NEW.name, NEW.email))
  EXECUTE FUNCTION tell_of_webchat();
--> statement-breakpoint
-- What visitors write is a job and reaches endpoints by the stream. Notes are written by agents too,
-- and are no web chat.
CREATE FUNCTION tell_of_answer() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
  tenant bigint := (
    SELECT w.tenant_id FROM webchats w
    WHERE w.conversation_id = NEW.conversation_id AND EXISTS (
      SELECT FROM webhook_endpoints e
      WHERE e.tenant_id = w.tenant_id AND e.enabled AND 'message.created' = ANY (e.events)));
BEGIN
  IF tenant IS NULL THEN
    RETURN NULL;
  END IF;
  PERFORM tell_endpoints(
    tenant,
    NEW.id,
    'message.created',
    NEW.created_at,
    jsonb_build_object(
      'messageId', NEW.id,
      'conversationId', NEW.conversation_id,
      'seq', NEW.seq,
      'text', NEW.text,
      'timestamp', utc_moment(NEW.created_at),
      'clientMessageId', NEW.client_message_id,
      'userId', NEW.sender_id,
      'senderType', NEW.sender)
    || jsonb_strip_nulls(jsonb_build_object(
      'sessionId', NEW.session_id,
      'attachments', NEW.attachments::jsonb)));
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER messages_tell_answer AFTER INSERT ON messages
  FOR EACH ROW WHEN (NEW.sender <> 'user') EXECUTE FUNCTION tell_of_answer();
