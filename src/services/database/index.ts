export { type Database, type Orm, openDatabase } from './openDatabase'
export * as schema from './schema'
