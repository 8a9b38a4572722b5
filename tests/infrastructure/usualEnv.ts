/** The address under which test apps are known, whatever port they got. */
export const OWN_ORIGIN = 'http://localhost:3000'
export const JWT_SECRET = 'a-secret-of-the-tests-with-more-than-32-characters'

/** Limits are out of the way unless a test is about them: tests hurry more than people do. */
export const USUAL_ENV = {
  NODE_ENV: 'production' as const,
  HOST: '127.0.0.1',
  JWT_SECRET,
  DEMO: '1',
  DEMO_VISITORS: '0',
  LOG_LEVEL: 'error',
  LIMIT_MESSAGES_PER_SECOND: '100000',
  LIMIT_MESSAGE_BURST: '100000',
  LIMIT_CREDENTIAL_PER_MINUTE: '100000',
  LIMIT_ADDRESS_PER_MINUTE: '100000',
  LIMIT_SIGN_IN_PER_MINUTE: '100000',
  LIMIT_NEW_VISITORS_PER_MINUTE: '100000',
}
