import { getDemoOnline, getDemoVisitors, putDemoVisitors } from '@/services/demo/demoRequests'
import {
  getConnected,
  getEvents,
  getPush,
  getStats,
  getStatus,
  postDisconnect,
  postSend,
  postSendMany,
} from '@/services/gateway/gatewayRequests'
import {
  patchProfile,
  postDemo,
  postSignIn,
  postSignOut,
  postSignUp,
  postToken,
} from '@/services/identity/accountRequests'
import {
  deleteSession,
  deleteSessions,
  getSession,
  getSessions,
} from '@/services/identity/accountSessionRequests'
import {
  deleteKey,
  getKeys,
  patchKey,
  postKey,
  postKeyRotation,
} from '@/services/identity/apiKeyRequests'
import { getAudit } from '@/services/identity/auditRequests'
import {
  deleteIdentitySecret,
  getIdentitySecrets,
  postIdentitySecret,
} from '@/services/identity/identitySecretRequests'
import { postInvitation } from '@/services/identity/invitationRequests'
import {
  postPasswordChange,
  postPasswordForgot,
  postPasswordReset,
} from '@/services/identity/passwordRequests'
import { getPeople } from '@/services/identity/peopleRequests'
import { deleteSite, getSites, patchSite, postSite } from '@/services/identity/siteRequests'
import {
  deleteInvitation,
  deleteMember,
  getTeam,
  patchMember,
} from '@/services/identity/teamRequests'
import { getChatOnlineUsers, getOnlineUsers } from '@/services/online-users/onlineUsersRequests'
import {
  getPresenceDetails,
  getPresenceExplanation,
  getPresenceFacets,
  getPresenceHistory,
  getPresenceSettings,
  getSitesOnline,
  putPresenceSettings,
} from '@/services/online-users/presenceAdminRequests'
import { getHealth, getMetrics, getReady } from '@/services/operations/operationsRequests'
import {
  deleteConversation,
  deleteMessage,
  getConversations,
  getMessages,
  patchConversation,
  patchMessage,
  postConversation,
  postDelivered,
  postMessage,
  postRead,
} from '@/services/private-chat/privateChatRequests'
import { getUpload, postUpload } from '@/services/uploads/uploadRequests'
import {
  deleteBlock,
  getAdminConversation,
  getAdminConversations,
  getAssignees,
  getBlocked,
  getNotes,
  postAdminRead,
  postAssign,
  postBlock,
  postClose,
  postNote,
  postReopen,
} from '@/services/webchat/adminChatRequests'
import {
  getAvailability,
  getChatSettings,
  putChatSettings,
} from '@/services/webchat/availabilityRequests'
import {
  deleteCannedReply,
  getCannedReplies,
  patchCannedReply,
  postCannedReply,
} from '@/services/webchat/cannedReplyRequests'
import { postIdentify } from '@/services/webchat/identifyRequests'
import { getWebchatMessages, postWebchatMessage } from '@/services/webchat/messageRequests'
import { getVisitorConversation, postVisitorRead } from '@/services/webchat/visitorChatRequests'
import {
  getWebsite,
  postAnonymousToken,
  postLogout,
  postSession,
} from '@/services/webchat/webchatRequests'
import {
  deleteWebhook,
  getWebhookDeliveries,
  getWebhookDelivery,
  getWebhooks,
  patchWebhook,
  postRedelivery,
  postWebhook,
  postWebhookRotation,
  postWebhookTest,
} from '@/services/webhooks/webhookRequests'
import type { Door } from './doorTable'

/** What those who run Parley ask. */
export const operatorDoors: readonly Door[] = [
  { method: 'GET', path: '/api/health', door: getHealth, hot: true },
  { method: 'GET', path: '/api/ready', door: getReady, hot: true },
  { method: 'GET', path: '/metrics', door: getMetrics, hot: false },
]

/** Every address of the API. The App Router mounts the same doors; a test holds both equal. */
export const doors: readonly Door[] = [
  ...operatorDoors,
  { method: 'POST', path: '/api/auth/sign-up', door: postSignUp, hot: false },
  { method: 'POST', path: '/api/auth/sign-in', door: postSignIn, hot: false },
  { method: 'POST', path: '/api/auth/sign-out', door: postSignOut, hot: false },
  { method: 'POST', path: '/api/auth/demo', door: postDemo, hot: false },
  { method: 'GET', path: '/api/demo/online', door: getDemoOnline, hot: true },
  { method: 'GET', path: '/api/demo/visitors', door: getDemoVisitors, hot: false },
  { method: 'PUT', path: '/api/demo/visitors', door: putDemoVisitors, hot: false },
  { method: 'POST', path: '/api/auth/token', door: postToken, hot: true },
  { method: 'PATCH', path: '/api/auth/profile', door: patchProfile, hot: false },
  { method: 'GET', path: '/api/auth/session', door: getSession, hot: false },
  { method: 'GET', path: '/api/auth/sessions', door: getSessions, hot: false },
  { method: 'DELETE', path: '/api/auth/sessions', door: deleteSessions, hot: false },
  { method: 'DELETE', path: '/api/auth/sessions/:id', door: deleteSession, hot: false },
  { method: 'POST', path: '/api/auth/password/change', door: postPasswordChange, hot: false },
  { method: 'POST', path: '/api/auth/password/forgot', door: postPasswordForgot, hot: false },
  { method: 'POST', path: '/api/auth/password/reset', door: postPasswordReset, hot: false },
  { method: 'POST', path: '/api/admin/invitations', door: postInvitation, hot: false },
  { method: 'DELETE', path: '/api/admin/invitations/:id', door: deleteInvitation, hot: false },
  { method: 'GET', path: '/api/admin/keys', door: getKeys, hot: false },
  { method: 'POST', path: '/api/admin/keys', door: postKey, hot: false },
  { method: 'PATCH', path: '/api/admin/keys/:id', door: patchKey, hot: false },
  { method: 'DELETE', path: '/api/admin/keys/:id', door: deleteKey, hot: false },
  { method: 'POST', path: '/api/admin/keys/:id/rotate', door: postKeyRotation, hot: false },
  { method: 'GET', path: '/api/admin/identity-secrets', door: getIdentitySecrets, hot: false },
  { method: 'POST', path: '/api/admin/identity-secrets', door: postIdentitySecret, hot: false },
  {
    method: 'DELETE',
    path: '/api/admin/identity-secrets/:id',
    door: deleteIdentitySecret,
    hot: false,
  },
  { method: 'GET', path: '/api/admin/sites', door: getSites, hot: false },
  { method: 'POST', path: '/api/admin/sites', door: postSite, hot: false },
  { method: 'PATCH', path: '/api/admin/sites/:id', door: patchSite, hot: false },
  { method: 'DELETE', path: '/api/admin/sites/:id', door: deleteSite, hot: false },
  { method: 'GET', path: '/api/admin/team', door: getTeam, hot: false },
  { method: 'PATCH', path: '/api/admin/team/:userId', door: patchMember, hot: false },
  { method: 'DELETE', path: '/api/admin/team/:userId', door: deleteMember, hot: false },
  { method: 'GET', path: '/api/admin/audit', door: getAudit, hot: false },
  { method: 'GET', path: '/api/admin/presence/history', door: getPresenceHistory, hot: false },
  {
    method: 'GET',
    path: '/api/admin/presence/users/:userId',
    door: getPresenceDetails,
    hot: false,
  },
  {
    method: 'GET',
    path: '/api/admin/presence/explain/:userId',
    door: getPresenceExplanation,
    hot: false,
  },
  { method: 'GET', path: '/api/admin/presence/facets', door: getPresenceFacets, hot: false },
  { method: 'GET', path: '/api/admin/presence/sites', door: getSitesOnline, hot: false },
  { method: 'GET', path: '/api/admin/presence/settings', door: getPresenceSettings, hot: false },
  { method: 'PUT', path: '/api/admin/presence/settings', door: putPresenceSettings, hot: false },
  { method: 'GET', path: '/api/admin/assignees', door: getAssignees, hot: false },
  { method: 'GET', path: '/api/admin/canned-replies', door: getCannedReplies, hot: false },
  { method: 'POST', path: '/api/admin/canned-replies', door: postCannedReply, hot: false },
  { method: 'PATCH', path: '/api/admin/canned-replies/:id', door: patchCannedReply, hot: false },
  { method: 'DELETE', path: '/api/admin/canned-replies/:id', door: deleteCannedReply, hot: false },
  { method: 'GET', path: '/api/admin/chat-settings', door: getChatSettings, hot: false },
  { method: 'PUT', path: '/api/admin/chat-settings', door: putChatSettings, hot: false },
  { method: 'GET', path: '/api/admin/conversations', door: getAdminConversations, hot: true },
  { method: 'GET', path: '/api/admin/conversations/:id', door: getAdminConversation, hot: false },
  { method: 'POST', path: '/api/admin/conversations/:id/assign', door: postAssign, hot: false },
  { method: 'POST', path: '/api/admin/conversations/:id/close', door: postClose, hot: false },
  { method: 'POST', path: '/api/admin/conversations/:id/reopen', door: postReopen, hot: false },
  { method: 'POST', path: '/api/admin/conversations/:id/read', door: postAdminRead, hot: true },
  { method: 'GET', path: '/api/admin/conversations/:id/notes', door: getNotes, hot: false },
  { method: 'POST', path: '/api/admin/conversations/:id/notes', door: postNote, hot: false },
  { method: 'GET', path: '/api/admin/visitors/blocked', door: getBlocked, hot: false },
  { method: 'POST', path: '/api/admin/visitors/:userId/block', door: postBlock, hot: false },
  { method: 'DELETE', path: '/api/admin/visitors/:userId/block', door: deleteBlock, hot: false },
  { method: 'GET', path: '/api/admin/webhooks', door: getWebhooks, hot: false },
  { method: 'POST', path: '/api/admin/webhooks', door: postWebhook, hot: false },
  { method: 'PATCH', path: '/api/admin/webhooks/:id', door: patchWebhook, hot: false },
  { method: 'DELETE', path: '/api/admin/webhooks/:id', door: deleteWebhook, hot: false },
  { method: 'POST', path: '/api/admin/webhooks/:id/rotate', door: postWebhookRotation, hot: false },
  { method: 'POST', path: '/api/admin/webhooks/:id/test', door: postWebhookTest, hot: false },
  {
    method: 'GET',
    path: '/api/admin/webhooks/:id/deliveries',
    door: getWebhookDeliveries,
    hot: false,
  },
  {
    method: 'GET',
    path: '/api/admin/webhook-deliveries/:id',
    door: getWebhookDelivery,
    hot: false,
  },
  {
    method: 'POST',
    path: '/api/admin/webhook-deliveries/:id/redeliver',
    door: postRedelivery,
    hot: false,
  },
  { method: 'GET', path: '/api/online-users', door: getOnlineUsers, hot: true },
  { method: 'GET', path: '/api/people', door: getPeople, hot: false },
  { method: 'POST', path: '/api/chat/anonymous-token', door: postAnonymousToken, hot: true },
  { method: 'POST', path: '/api/chat/identify', door: postIdentify, hot: true },
  { method: 'POST', path: '/api/chat/logout', door: postLogout, hot: false },
  { method: 'GET', path: '/api/chat/online-users', door: getChatOnlineUsers, hot: true },
  { method: 'GET', path: '/api/chat/messages', door: getWebchatMessages, hot: true },
  { method: 'GET', path: '/api/chat/availability', door: getAvailability, hot: true },
  { method: 'GET', path: '/api/chat/conversation', door: getVisitorConversation, hot: true },
  { method: 'POST', path: '/api/chat/read', door: postVisitorRead, hot: true },
  { method: 'POST', path: '/webchat/message', door: postWebchatMessage, hot: true },
  { method: 'GET', path: '/api/chat/website', door: getWebsite, hot: true },
  { method: 'POST', path: '/api/chat/session', door: postSession, hot: false },
  { method: 'GET', path: '/api/privatechat/conversations', door: getConversations, hot: true },
  { method: 'POST', path: '/api/privatechat/conversations', door: postConversation, hot: false },
  {
    method: 'PATCH',
    path: '/api/privatechat/conversations/:id',
    door: patchConversation,
    hot: false,
  },
  {
    method: 'DELETE',
    path: '/api/privatechat/conversations/:id',
    door: deleteConversation,
    hot: false,
  },
  { method: 'POST', path: '/api/privatechat/delivered', door: postDelivered, hot: true },
  { method: 'POST', path: '/api/privatechat/message', door: postMessage, hot: true },
  { method: 'PATCH', path: '/api/privatechat/message/:id', door: patchMessage, hot: false },
  { method: 'DELETE', path: '/api/privatechat/message/:id', door: deleteMessage, hot: false },
  {
    method: 'GET',
    path: '/api/privatechat/messages/:conversationId',
    door: getMessages,
    hot: true,
  },
  { method: 'POST', path: '/api/privatechat/read', door: postRead, hot: true },
  { method: 'POST', path: '/api/uploads', door: postUpload, hot: true },
  { method: 'GET', path: '/api/uploads/:id', door: getUpload, hot: true },
  { method: 'POST', path: '/api/gateway/send', door: postSend, hot: true },
  { method: 'POST', path: '/api/gateway/send-many', door: postSendMany, hot: true },
  { method: 'GET', path: '/api/gateway/status/:userId', door: getStatus, hot: true },
  { method: 'GET', path: '/api/gateway/messages/:id', door: getPush, hot: true },
  { method: 'GET', path: '/api/gateway/events', door: getEvents, hot: false },
  { method: 'GET', path: '/api/gateway/connected', door: getConnected, hot: true },
  { method: 'GET', path: '/api/gateway/stats', door: getStats, hot: true },
  { method: 'POST', path: '/api/gateway/disconnect', door: postDisconnect, hot: true },
]
