export * as developersSchema from './developersSchema'
export { type Database, type Orm, openDatabase, type Query } from './openDatabase'
export { reachedStore } from './reached'
export * as schema from './schema'
