import * as api from '@/lib/api';
import * as hook from '@/lib/hooks/useOnlineUsers';
import * as ws from '@/lib/ws';
import { ChatWebSocket } from '@/lib/ws';

interface OnlineUser {
  userId: string;
  sessionId?: string;
  connectedAt: string;
  domain?: string;
  origin?: string;
  url?: string;
}

interface WebSocketCallbacks {
  onMessage?: (message: any) => void;
  onConnect?: () => void;
  onDisconnect?: () => void;
  onError?: (error: Error) => void;
  onUserOnline?: (user: OnlineUser) => void;
  onUserOffline?: (userId: string) => void;
  onOnlineUsersList?: (users: OnlineUser[]) => void;
}

interface UseOnlineUsersOptions {
  enableWebSocket?: boolean;  // Default: true
  pollingInterval?: number;   // Default: 5000ms (when WebSocket disabled)
  autoRefresh?: boolean;      // Default: true
}

export function connectAsAdmin(
  tenantId: string,
  callbacks: WebSocketCallbacks,
  websiteInfo: ws.WebsiteInfo,
) {
  new ChatWebSocket(tenantId, callbacks, websiteInfo, true); // isAdmin = true
}

// What the guides print and what the SDK exports stand for each other.
export const printedUser = (user: ws.OnlineUser): OnlineUser => user;
export const sameUser = (user: ws.OnlineUser): api.OnlineUser => user;
export const knownCallbacks = (callbacks: WebSocketCallbacks): ws.WebSocketCallbacks => callbacks;
export const knownOptions = (options: UseOnlineUsersOptions): hook.UseOnlineUsersOptions => options;
export const printedOptions = (options: hook.UseOnlineUsersOptions): UseOnlineUsersOptions => options;
