import type { Feature } from '../../feature.ts'
import { flushRefusals } from './in-force.ts'

/**
 * measures that are in force for a time when the network heats up: slow mode, limits for young accounts, an extra shift,
 * pinned updates, labels, text only, read-only, sign-in to write. Low in the ranks, for the verbs of posts ask it; how
 * measures are begun, ended and reviewed is in features/readiness. Owns measures, measure_refusals, measure_shifts,
 * measure_updates, measure_labels. What holds is one small list in memory, dropped by name.
 */
export const measures: Feature = {
  name: 'measures',
  beats: [{ every: 2000, run: flushRefusals }],
}

export { moment, pageOf, requireEditMeasures, requireMeasures } from './checks.ts'
export { holdMeasures } from './gate.ts'
export {
  allInForce,
  flushRefusals,
  inForce,
  isOnShift,
  type Label,
  labelsInForce,
  updatesOf,
} from './in-force.ts'
export {
  forbiddenKinds,
  freshLimits,
  kinds,
  longest,
  type MeasureKind,
  type MeasureOptions,
  ofAdmins,
  ofCommunities,
  readOptions,
  requireAllowed,
} from './kinds.ts'
export { closeMeasure, pinUpdate, putLabel, putMeasure, takeLabel, unpinUpdate } from './measures.ts'
export {
  type LabelRow,
  lockScope,
  type MeasureRow,
  selectLabels,
  selectLast,
  selectLog,
  selectMeasure,
  selectOfPlan,
  selectShift,
  selectUpdates,
  type UpdateRow,
} from './sql.ts'
