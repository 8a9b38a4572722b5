import { useOnlineUsers } from '@/lib/hooks/useOnlineUsers';

export function HookFallback({ tenantId }: { tenantId: string }) {
  const { onlineUsers, isConnected } = useOnlineUsers(tenantId);

  // isConnected will be false if WebSocket failed
  // Hook will automatically use polling as fallback
  return <p>{isConnected ? 'Real-time' : 'Polling'}: {onlineUsers.length} users online</p>;
}
