import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  casing: 'snake_case',
  schema: './src/services/database/schema.ts',
  out: './src/services/database/migrations',
})
