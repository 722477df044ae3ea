export { type Blackhole, openBlackhole } from './blackhole.ts';
export type { Effect, Instead, Reading, Sending } from './effect.ts';
export { type Fault, type FaultState, Faults } from './faults.ts';
export type { FaultRequest, KnownOperation } from './match.ts';
export { readFault } from './rule.ts';
export { FaultProblem, type FaultSpec } from './spec.ts';
