import { useOnlineUsers } from '@/lib/hooks/useOnlineUsers';

export default function AdminPage() {
  const tenantId = 'your-tenant-id'; // Get from auth/context
  const { onlineUsers, isLoading } = useOnlineUsers(tenantId);

  // Render your admin UI with online users
  return (
    <div>
      {/* Your admin UI */}
    </div>
  );
}
