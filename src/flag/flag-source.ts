/** What flag needs of a source that is read. */

import { fromDayNo } from '../record/dates.ts'
import type { SourceSpec } from '../record/project.ts'
import type { FlagSource } from './flag-input.ts'
import type { ChannelRules } from './rules.ts'

/** `sendDay`: an asset deal's time to object must be over by then. */
export function flagSource(
  spec: SourceSpec,
  brands: readonly string[],
  rules: ChannelRules,
  sendDay: number,
): FlagSource {
  const notice = Object.hasOwn(rules.asset_deal_notices, spec.name) ? rules.asset_deal_notices[spec.name]! : null
  return {
    name: spec.name,
    brand: brands.indexOf(spec.brand),
    deal: spec.deal,
    isNoticeOver: notice !== null && notice.objection_until < fromDayNo(sendDay),
  }
}
