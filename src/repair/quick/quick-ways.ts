/** Which quick way each field has. */

import type { Field } from '../../record/fields.ts'
import type { FieldNumbers } from '../columns.ts'
import type { EmailRepairer } from '../emails/repair-email.ts'
import type { NameRepairer } from '../names/repair-name.ts'
import type { AddressRepairer } from '../places/repair-address.ts'
import { QuickEmails } from './quick-email.ts'
import { NameWord, QuickFullNames, QuickNames } from './quick-name.ts'
import { QuickPhones } from './quick-phone.ts'
import { QuickPostcodes, QuickTowns } from './quick-place.ts'
import type { QuickRepair } from './quick-repair.ts'
import { QuickStreets } from './quick-street.ts'

export type QuickWays = (field: Field, numbers: FieldNumbers, splitNumber: boolean) => QuickRepair | null

export function createQuickWays(
  emails: EmailRepairer,
  { words: nameWords }: NameRepairer,
  { words: streetWords }: AddressRepairer,
): QuickWays {
  let word: NameWord | null = null
  const nameWord = (): NameWord => {
    word ??= new NameWord(nameWords)
    return word
  }
  return (field, numbers, splitNumber) => {
    switch (field) {
      case 'email':
      case 'email_2':
        return new QuickEmails(emails.isClean)
      case 'phone':
      case 'mobile':
        return new QuickPhones(field)
      case 'first_name':
      case 'middle_name':
      case 'last_name':
      case 'birth_name':
        return new QuickNames(field, nameWord())
      case 'full_name':
        return new QuickFullNames(nameWord(), nameWords)
      case 'street':
        return splitNumber ? new QuickStreets(streetWords, numbers) : null
      case 'postcode':
        return new QuickPostcodes()
      case 'city':
      case 'district':
      case 'address_extra':
        return new QuickTowns()
      default:
        return null
    }
  }
}
