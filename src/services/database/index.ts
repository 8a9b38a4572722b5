export { type Database, type DatabaseOptions, type Orm, openDatabase } from './openDatabase'
export * as schema from './schema'
