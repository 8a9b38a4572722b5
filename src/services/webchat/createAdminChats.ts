import {
  type AdminChatsParts,
  type AdminChatsService,
  adminChatsService,
} from './adminChatsService'
import { alsoByOldIds } from './movedChats'

export function createAdminChats(parts: AdminChatsParts): AdminChatsService {
  return alsoByOldIds(adminChatsService(parts), parts.conversations.webchats)
}
