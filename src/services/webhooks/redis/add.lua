-- Adds a batch of jobs to the stream, unless the stream has lost the batch before it.
-- KEYS 1 stream of jobs, 2 string: the number of the last batch
-- ARGV 1 number of this batch, then for each job its type, payload and time
local last = tonumber(redis.call('GET', KEYS[2])) or 0
local batch = tonumber(ARGV[1])
if last < batch - 1 then return last end
for i = 2, #ARGV, 3 do
  redis.call('XADD', KEYS[1], '*',
    'job_type', ARGV[i],
    'source', 'webhook',
    'webhook_type', 'message',
    'payload', ARGV[i + 1],
    'headers', '{"content-type":"application/json","x-webhook-source":"webchat-service"}',
    'timestamp', ARGV[i + 2])
end
redis.call('SET', KEYS[2], batch)
return batch
