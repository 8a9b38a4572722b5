import { pino } from 'pino'
import pg from 'pg'
import { openPostgres } from '@/services/database/postgresDatabase'
import { createConversations } from '@/services/conversations'
import { addTestTenant } from '@/services/conversations/testTenants'
const url = 'postgres://postgres@127.0.0.1:54831/'
const admin = new pg.Client(url + 'postgres'); await admin.connect(); await admin.query('drop database if exists pipe with (force)'); await admin.query('create database pipe'); await admin.end()
const database = await openPostgres(url + 'pipe')
const pool = new pg.Pool({ connectionString: url + 'pipe', max: 10 })
const people = Array.from({ length: 400 }, (_, i) => `u_${i}`)
await addTestTenant(database, 'acme', people)
await pool.query('create table naive (id uuid primary key, conversation_id text not null, sender_id text not null, text text not null, client_message_id text not null, created_at timestamptz not null)')
await pool.query('create index on naive (conversation_id, created_at)')
const log = pino({ level: 'silent' })
const conv = createConversations({ database, log })
const ids: string[] = []
for (let i = 0; i < 200; i++) ids.push((await conv.openDirect('acme', [`u_${2*i}`, `u_${2*i+1}`])).conversationId)
let n = 0
const product = () => { const i = n++ % 200; return conv.send({ tenantId: 'acme', conversationId: ids[i]!, senderId: `u_${2*i}`, senderName: 'Ada', clientMessageId: `k${n}`, text: 'Hello there, how are you today?' }) }
const naive = () => { const i = n++ % 200; return pool.query('insert into naive (id, conversation_id, sender_id, text, client_message_id, created_at) values ($1,$2,$3,$4,$5,$6)', [crypto.randomUUID(), ids[i], `u_${2*i}`, 'Hello there, how are you today?', `k${n}`, new Date().toISOString()]) }
async function saturate(f: () => Promise<unknown>, parallel: number, total: number) { let left = total; const a = performance.now(); const cpu = process.cpuUsage(); await Promise.all(Array.from({ length: parallel }, async () => { while (left-- > 0) await f() })); const ms = performance.now() - a; const c = process.cpuUsage(cpu); return `${Math.round(total / ms * 1000)}/s, node cpu ${((c.user + c.system) / total).toFixed(1)} us` }
async function paced(f: () => Promise<unknown>, rate: number, seconds: number) { const t: number[] = []; const start = performance.now(); let i = 0; const all: Promise<void>[] = []; while (i < rate * seconds) { const due = start + i * 1000 / rate; while (performance.now() < due) await new Promise(r => setImmediate(r)); i++; const a = performance.now(); all.push(f().then(() => { t.push(performance.now() - a) })) } await Promise.all(all); t.sort((a, b) => a - b); return `p50 ${t[t.length >> 1]!.toFixed(3)} p99 ${t[Math.floor(t.length * .99)]!.toFixed(3)}` }
for (let r = 0; r < 3; r++) {
  console.log('saturate 400 naive  ', await saturate(naive, 400, 10000))
  console.log('saturate 400 product', await saturate(product, 400, 40000))
  for (const rate of [500, 2000]) { console.log(rate, 'naive  ', await paced(naive, rate, 2)); console.log(rate, 'product', await paced(product, rate, 2)) }
}
await conv.close(); await database.close(); await pool.end()
