import { attachClientMessages } from '@/services/gateway/clientMessageSocket'
import { attachPushes } from '@/services/gateway/gatewaySocket'
import { attachTokenRenewal } from '@/services/identity/tokenRenewalSocket'
import { attachOnlineUsers, attachWatching } from '@/services/online-users/onlineUsersSocket'
import { attachPrivateChat } from '@/services/private-chat/privateChatSocket'
import type { ServicePrincipal, UserPrincipal, VisitorPrincipal } from '@/services/realtime'
import { type OpenSocketDoor, socketDoor } from '@/services/realtime/socketDoor'
import { attachVisitorSigns, withChatSigns } from '@/services/webchat/chatSignsSocket'
import { attachViewing } from '@/services/webchat/viewingSocket'
import { attachVisitor } from '@/services/webchat/visitorSocket'
import { attachWebchat, chatWriter } from '@/services/webchat/webchatSocket'
import type { App } from './createApp'
import { refuseEventsOfOthers } from './refusedEvents'

/** One door per kind of caller, with all its events. */
export interface SocketDoors {
  users: OpenSocketDoor<UserPrincipal>
  visitors: OpenSocketDoor<VisitorPrincipal>
  backEnds: OpenSocketDoor<ServicePrincipal>
}

export function openSocketDoors(app: App): SocketDoors {
  const { log, identity } = app
  const { limits, trustedProxies } = app.config
  const options = { log, limits, trustedProxies }
  const doors: SocketDoors = {
    users: socketDoor(options),
    visitors: socketDoor(options),
    backEnds: socketDoor(options),
  }
  const clients = { ...app, answerVisitor: chatWriter(app) }
  attachTokenRenewal(doors.users, identity.verifyAccessToken)
  attachPrivateChat(withChatSigns(doors.users, app), app)
  attachViewing(doors.users, app)
  attachClientMessages(doors.users, clients)
  attachOnlineUsers(doors.users, app)
  attachPushes(doors.users, app)

  attachTokenRenewal(doors.visitors, identity.visitorTokens.verify)
  attachVisitor(doors.visitors, app)
  attachWebchat(doors.visitors, app)
  attachVisitorSigns(doors.visitors, app)
  refuseEventsOfOthers(doors.visitors, 'visitors')
  attachOnlineUsers(doors.visitors, app)
  attachPushes(doors.visitors, app)

  attachClientMessages(doors.backEnds, clients)
  refuseEventsOfOthers(doors.backEnds, 'back ends')
  attachWatching(doors.backEnds, app)
  return doors
}
