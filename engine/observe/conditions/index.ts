// The door of the conditions: what sentences can say of a cluster.

export { type Amount, parseAmount } from './amount.ts';
export { commandEndedCondition, type ObservedCommand, printedCondition } from './commands.ts';
export {
  containerRestartsCondition,
  containerStateCondition,
  exitCodeCondition,
  type FileReader,
  type FileTest,
  fileCondition,
  restartsOf,
} from './containers.ts';
export { eventCondition, kubeletLoggedCondition, loggedCondition } from './events.ts';
export { cronRunsCondition, type JobsState } from './jobs.ts';
export { find, podsUnder } from './lookup.ts';
export {
  endedCondition,
  existsCondition,
  type FieldTest,
  fieldCondition,
  goneCondition,
  isInStateCondition,
  nodeDownCondition,
  onNodeCondition,
  type Reported,
  reportsCondition,
} from './object.ts';
export { type PodChoice, podCountCondition, podsMadeCondition } from './pods.ts';
export { type Reached, type ReachProbe, reachCondition } from './reach.ts';
export { type MatrixCell, type Reaches, reachMatrixCondition } from './reach-matrix.ts';
export { endpointsCondition, replicasCondition, restartsCondition } from './replicas.ts';
export { rolloutCondition } from './rollout.ts';
export { stateText } from './state.ts';
export {
  type Bounds,
  endingCondition,
  failedCondition,
  failedShareCondition,
  latencyCondition,
  outageCondition,
  parseShare,
  type SpokenEnding,
  servedCondition,
} from './traffic.ts';
export {
  kindOfWord,
  type ObjectName,
  type Target,
  targetOf,
  targetText,
  type Vocabulary,
} from './vocabulary.ts';
