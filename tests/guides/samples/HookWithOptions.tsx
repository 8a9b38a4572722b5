import { useOnlineUsers } from '@/lib/hooks/useOnlineUsers';

export function HookWithOptions({ tenantId }: { tenantId: string }) {
  const { onlineUsers } = useOnlineUsers(tenantId, {
    enableWebSocket: true,      // Use WebSocket for real-time updates
    pollingInterval: 10000,     // Fallback polling interval
    autoRefresh: true,          // Auto-fetch on mount
  });
  return <p>{onlineUsers.length} users online</p>;
}
