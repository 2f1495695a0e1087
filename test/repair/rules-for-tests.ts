/** The shipped rule files, parsed for tests of pure functions. */

import { readFileSync } from 'node:fs'
import yaml from 'yaml'
import { addressRules, emailDomainRules, nameRules, type RepairRules, valueRules } from '../../src/repair/rules.ts'

const read = (name: string): unknown =>
  yaml.parse(readFileSync(new URL(`../../rules/${name}.yaml`, import.meta.url), 'utf8'))

export const rules: RepairRules = {
  emails: emailDomainRules.schema.parse(read('email-domains')),
  names: nameRules.schema.parse(read('names')),
  addresses: addressRules.schema.parse(read('addresses')),
  values: valueRules.schema.parse(read('repair')),
}
