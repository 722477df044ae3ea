import type { Operation } from '../../operation.ts';
import { website } from './configuration.ts';

export const websiteOperations: readonly Operation[] = website.operations;
