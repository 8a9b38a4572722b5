/**
 * A part of a statement: writes the jobs of what became of pushes that waited, in the transaction in
 * which it became so. `from` has columns of pushes as `p`.
 */
export function outcomeJobs(from: string): string {
  return `insert into outbox (job_type, created_at, payload)
    select 'gateway_push', clock_timestamp(), json_strip_nulls(json_build_object(
      'messageId', p.id, 'userId', p.user_id, 'tenantId', p.tenant_id, 'event', p.event,
      'status', case when p.acked_at is not null then 'acked'
        when p.delivered_at is not null then 'delivered' else 'expired' end,
      'requireAck', p.require_ack, 'connections', p.connections,
      'sentAt', ${iso('p.sent_at')}, 'expiresAt', ${iso('p.expires_at')},
      'deliveredAt', ${iso('p.delivered_at')}, 'ackedAt', ${iso('p.acked_at')},
      'timestamp', ${iso('coalesce(p.delivered_at, p.expires_at)')}, 'tenantKey', t.key))
    from ${from} p join tenants t on t.id = p.tenant_id
    where p.seq is not null
    order by p.seq`
}

function iso(moment: string): string {
  return `to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}
