import { useOnlineUsers } from '@/lib/hooks/useOnlineUsers';

export function HookWithoutWebSocket({ tenantId }: { tenantId: string }) {
  const { onlineUsers } = useOnlineUsers(tenantId, {
    enableWebSocket: false,
    pollingInterval: 5000,
  });
  return <p>{onlineUsers.length} users online</p>;
}
