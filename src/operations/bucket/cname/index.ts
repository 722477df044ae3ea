import type { Operation } from '../../operation.ts';
import { createCnameToken } from './createCnameToken.ts';
import { deleteCname } from './deleteCname.ts';
import { getCnameToken } from './getCnameToken.ts';
import { listCname } from './listCname.ts';
import { putCname } from './putCname.ts';

export const cnameOperations: readonly Operation[] = [
  createCnameToken,
  getCnameToken,
  putCname,
  listCname,
  deleteCname,
];
