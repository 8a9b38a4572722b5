export {
  createPrivateChat,
  type JoinedConversation,
  type PrivateChatService,
} from './privateChatService'
