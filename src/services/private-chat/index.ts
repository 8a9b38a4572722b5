export {
  createPrivateChat,
  type PrivateChatService,
} from './privateChatService'
