/** Ids of a conversation's participants; the conversation is `c`. */
export const PEOPLE = `array(select p.user_id from participants p where p.conversation_id = c.id)`

/** A conversation as `c` with its participant `me`: tenant $1, user $2. */
export const OWN = `conversations c
  join tenants t on t.id = c.tenant_id and t.key = $1
  join participants me on me.conversation_id = c.id and me.user_id = $2`
