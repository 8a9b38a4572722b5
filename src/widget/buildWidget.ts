/** Builds the widget into public/: `tsx src/widget/buildWidget.ts`, with `--watch` for development. */
import { build, context } from 'esbuild'
import { widgetBuilds } from './widgetBuilds'

const builds = widgetBuilds('public')
if (process.argv.includes('--watch')) {
  for (const options of builds) await (await context(options)).watch()
  endWithParent()
} else await Promise.all(builds.map((options) => build(options)))

/** Whoever watches in the background of `bin/dev` ends with it, however that ended. */
function endWithParent(): void {
  const { ppid } = process
  setInterval(() => process.ppid !== ppid && process.exit(), 1000)
}
