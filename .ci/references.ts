/** Writes docs/cli.md and docs/rules.md from the program, the project's schema and the rule files: `npx tsx .ci/references.ts`. */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { Command } from 'commander'
import { isMap, isScalar, type Pair, parseDocument } from 'yaml'
import { z } from 'zod'
import { compareText } from '../src/base/order.ts'
import { realIo } from '../src/cli/io.ts'
import { buildProgram } from '../src/cli/program.ts'
import { projectSchema, sourceSchema } from '../src/rules/project-schema.ts'

const MADE = '<!-- made by .ci/references.ts: do not edit -->'

/** Every command with what its `--help` prints. */
export async function cliReference(): Promise<string> {
  const program = await buildProgram(realIo())
  const parts = program.commands.flatMap((command) => [command, ...command.commands]).map(helpOf)
  return `${[
    '# The command line',
    MADE,
    'What each command prints with `--help`. All of them: `--json` prints one object on standard output; progress goes to standard\n' +
      'error; `-` reads standard input where one file comes in. Exit codes: 0 done, 1 a bug of ours, 2 a mistake in the input or the\n' +
      'call, 3 a check said no. Outputs are written under a temporary name and renamed.',
    ...parts,
  ].join('\n\n')}\n`
}

function helpOf(command: Command): string {
  let help = ''
  command.configureOutput({
    writeOut: (text) => {
      help += text
    },
    getOutHelpWidth: () => 120,
    getOutHasColors: () => false,
  })
  command.outputHelp()
  const parent = command.parent?.name() === 'goldpan' ? '' : `${command.parent?.name()} `
  return `## goldpan ${parent}${command.name()}\n\n\`\`\`text\n${help.trim()}\n\`\`\``
}

/** The keys of goldpan.yaml, and of every file in rules/ with what the file says of itself. */
export function rulesReference(): string {
  const files = readdirSync('rules')
    .filter((name) => name.endsWith('.yaml'))
    .sort(compareText)
  return `${[
    '# goldpan.yaml and the rule files',
    MADE,
    '`goldpan init` writes `goldpan.yaml`; what is left out has a default. A file of the same name in the `rules` folder of a project\n' +
      'replaces one of these. All faults of all files are listed at once, each as `file:line:column`.',
    `## goldpan.yaml\n\n${keyTable(projectSchema)}`,
    `## goldpan.yaml: each of \`sources\`\n\n${keyTable(sourceSchema)}`,
    ...files.map(ruleFile),
  ].join('\n\n')}\n`
}

interface JsonSchema {
  readonly description?: string
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
}

function keyTable(schema: z.ZodType): string {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema
  const required = new Set(json.required)
  const rows = Object.entries(json.properties ?? {}).map(([key, value]) => {
    const among = value.enum === undefined ? '' : `: ${value.enum.map((one) => `\`${String(one)}\``).join(', ')}`
    return `| \`${key}\`${required.has(key) ? ' (needed)' : ''} | ${value.description ?? ''}${among} |`
  })
  return ['| key | what it says |', '|---|---|', ...rows].join('\n')
}

/** A rule file's own first comment, then its keys with the comment that stands above or beside each. */
function ruleFile(name: string): string {
  const text = readFileSync(`rules/${name}`, 'utf8')
  const document = parseDocument(text)
  const lines = text.split('\n')
  const head = lines.slice(0, firstWithout(lines, '#'))
  const map = document.contents
  // The parser counts the file's own comment as the first key's.
  const rows = isMap(map) ? map.items.map((item, index) => keyRow(item, index === 0 ? head.length : 0)) : []
  return [
    `## rules/${name}`,
    prose(head.map((line) => line.replace(/^# ?/, '')).join('\n')),
    ['| key | what it says | default |', '|---|---|---|', ...rows].join('\n'),
  ].join('\n\n')
}

function firstWithout(lines: readonly string[], start: string): number {
  const at = lines.findIndex((line) => !line.startsWith(start))
  return at < 0 ? lines.length : at
}

function keyRow(item: Pair, linesOfFile: number): string {
  const { key, value } = item
  const above = isScalar(key) ? (key.commentBefore ?? '').split('\n').slice(linesOfFile).join(' ') : ''
  const beside = isScalar(value) || isMap(value) ? (value.comment ?? '') : ''
  const shown = isScalar(value) ? `\`${String(value.value)}\`` : ''
  return `| \`${isScalar(key) ? String(key.value) : ''}\` | ${cell(`${above} ${beside}`)} | ${shown} |`
}

/** Comments are written for YAML: outside of `code`, what Markdown would read as markup is escaped; indented lines become a list. */
function prose(comment: string): string {
  return comment
    .replace(/^ {2,}(\S+) {2,}/gm, '- $1: ')
    .split(/(`[^`\n]*`)/)
    .map((part) => (part.startsWith('`') ? part : part.replace(/[<*]/g, '\\$&')))
    .join('')
    .trim()
}

function cell(comment: string): string {
  return prose(comment).replace(/\s+/g, ' ').replace(/\|/g, '\\|')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync('docs/cli.md', await cliReference())
  writeFileSync('docs/rules.md', rulesReference())
}
