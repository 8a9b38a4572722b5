import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  casing: 'snake_case',
  schema: [
    './src/services/database/schema.ts',
    './src/services/database/webchatSchema.ts',
    './src/services/database/webhooksSchema.ts',
    './src/services/database/gatewaySchema.ts',
    './src/services/database/developersSchema.ts',
    './src/services/database/uploadsSchema.ts',
  ],
  out: './src/services/database/migrations',
})
