import type { Operation } from '../../operation.ts';
import { objectProcessConfigOperations } from './config.ts';
import { createAccessPointForObjectProcess } from './createAccessPointForObjectProcess.ts';
import { deleteAccessPointForObjectProcess } from './deleteAccessPointForObjectProcess.ts';
import { getAccessPointForObjectProcess } from './getAccessPointForObjectProcess.ts';
import { listAccessPointsForObjectProcess } from './listAccessPointsForObjectProcess.ts';
import { objectProcessPolicyOperations } from './policy.ts';

export const objectProcessPointOperations: readonly Operation[] = [
  createAccessPointForObjectProcess,
  getAccessPointForObjectProcess,
  listAccessPointsForObjectProcess,
  deleteAccessPointForObjectProcess,
  ...objectProcessConfigOperations,
  ...objectProcessPolicyOperations,
];
