import type { TargetName } from '../targets/target'
import { type Ratio, ratiosOf } from './ratios'
import type { BenchReport, Goal } from './report'
import { type Spread, spread } from './statistics'

/** The report as Markdown: goals first, then every figure of every target. */
export function tablesOf(report: BenchReport): string {
  const notes = report.notes.map((note) => `- ${note}`).join('\n')
  return `## ${report.bench}\n\n${notes}\n\n${goalTable(report)}\n\n${figureTable(report)}\n`
}

function goalTable(report: BenchReport): string {
  const rows = ratiosOf(report).map(({ goal, value, verdict }: Ratio) => [
    goal.id,
    goal.figure,
    goal.against === 'absolute' ? 'itself' : `÷ ${goal.against}`,
    inWords(value),
    bounds(goal),
    verdict,
  ])
  return table(['goal', 'measure', 'Parley', 'median (least to most)', 'must, aim', ''], rows)
}

function bounds({ better, must, aim }: Goal): string {
  const sign = better === 'higher' ? '≥' : '≤'
  return `${sign} ${must}${aim === undefined ? '' : `, ${aim}`}`
}

function figureTable({ samples }: BenchReport): string {
  const targets = [...new Set(samples.map(({ target }) => target))]
  const figures = [...new Set(samples.flatMap((sample) => Object.keys(sample.figures)))]
  const cell = (figure: string, name: TargetName) => {
    const own = samples.filter(({ target }) => target === name)
    const values = own.flatMap((sample) => sample.figures[figure] ?? [])
    return values.length > 0 ? inWords(spread(values)) : '-'
  }
  const rows = figures.map((figure) => [figure, ...targets.map((name) => cell(figure, name))])
  return table(['', ...targets], rows)
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function inWords({ median, least, most }: Spread): string {
  return least === most ? number(median) : `${number(median)} (${number(least)} to ${number(most)})`
}

function number(value: number): string {
  const digits = [10, 100].filter((bound) => Math.abs(value) < bound).length
  return value.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
}
