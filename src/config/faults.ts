import { z } from 'zod';
import type { FaultSpec } from '../faults/index.ts';
import { wrongFault } from './check-faults.ts';

/** The section `faults` of the configuration file; what a rule may hold is the fault room's to say. */
export const faults = z
  .array(
    z.looseObject({
      name: z.string().optional(),
      match: z.record(z.string(), z.unknown()).optional(),
      effect: z.record(z.string(), z.unknown()),
    }),
  )
  .superRefine((specs, context) => {
    const wrong = wrongFault(specs as unknown as FaultSpec[]);
    if (wrong !== undefined) context.addIssue({ code: 'custom', path: wrong.path, message: wrong.message });
  })
  .optional();
