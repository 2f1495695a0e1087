/** Every table of the workspace, by the stage that owns it. */

import { campaignContacts, learnedResponses, rememberedStates } from './campaign-tables.ts'
import { changes, cleaned, mendedAddresses } from './cleaned-tables.ts'
import { contactability, verdicts } from './contactability-table.ts'
import { activities, complaints, contacts, contracts, purchases } from './event-tables.ts'
import { facts } from './fact-table.ts'
import { persons } from './golden-table.ts'
import { lapseReasons } from './lapse-reason-table.ts'
import { mailHosts } from './mail-host-table.ts'
import { personHistory, rememberedIds, rememberedRecords, reviewDecisions } from './memory-tables.ts'
import { models } from './model-table.ts'
import { openAddresses } from './open-address-table.ts'
import { ownFacts } from './own-fact-table.ts'
import { ownFactWithdrawals } from './own-fact-withdrawal-table.ts'
import { pastAddresses, pastFacts, pastSources } from './past-tables.ts'
import { memberships, pairs, possibleMatches } from './person-tables.ts'
import { money, personChanges, planExclusions, planProfiles, plans } from './plan-tables.ts'
import { repairDecisions } from './repair-decision-table.ts'
import { activityStates, lapseModels, segments } from './segment-tables.ts'
import { files, rejects, sourceRecords, sources } from './source-tables.ts'
import { runs, stageStates } from './spine-tables.ts'
import { tombstones } from './tombstone-table.ts'

export {
  activities,
  activityStates,
  campaignContacts,
  changes,
  cleaned,
  complaints,
  contactability,
  contacts,
  contracts,
  facts,
  files,
  lapseModels,
  lapseReasons,
  learnedResponses,
  mailHosts,
  memberships,
  mendedAddresses,
  models,
  money,
  openAddresses,
  ownFacts,
  ownFactWithdrawals,
  pairs,
  pastAddresses,
  pastFacts,
  pastSources,
  personChanges,
  personHistory,
  persons,
  planExclusions,
  planProfiles,
  plans,
  possibleMatches,
  purchases,
  rejects,
  rememberedIds,
  rememberedRecords,
  rememberedStates,
  repairDecisions,
  reviewDecisions,
  runs,
  segments,
  sourceRecords,
  sources,
  stageStates,
  tombstones,
  verdicts,
}

export const TABLES = [
  runs,
  stageStates,
  tombstones,
  sources,
  files,
  sourceRecords,
  rejects,
  purchases,
  activities,
  contracts,
  contacts,
  complaints,
  facts,
  cleaned,
  changes,
  mendedAddresses,
  mailHosts,
  pairs,
  persons,
  memberships,
  models,
  possibleMatches,
  rememberedIds,
  rememberedRecords,
  personHistory,
  reviewDecisions,
  ownFacts,
  ownFactWithdrawals,
  repairDecisions,
  pastSources,
  pastFacts,
  pastAddresses,
  contactability,
  openAddresses,
  verdicts,
  segments,
  activityStates,
  lapseModels,
  plans,
  money,
  planProfiles,
  planExclusions,
  personChanges,
  campaignContacts,
  learnedResponses,
  lapseReasons,
  rememberedStates,
] as const
