export {
  createPrivateChat,
  type PrivateChatService,
  tellPrivateMessage,
} from './privateChatService'
