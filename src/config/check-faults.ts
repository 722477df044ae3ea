import { FaultProblem, type FaultSpec, Faults } from '../faults/index.ts';
import { operations } from '../operations/index.ts';
import { ConfigError } from './config.ts';

/** The first fault that makes no sense. @returns its path and what was expected. */
export function wrongFault(specs: readonly FaultSpec[]): { path: (string | number)[]; message: string } | undefined {
  const faults = new Faults(operations, [], 0);
  for (const [index, spec] of specs.entries()) {
    try {
      faults.add(spec);
    } catch (error) {
      if (!(error instanceof FaultProblem)) throw error;
      return { path: [index, ...error.path], message: error.message };
    }
  }
  return undefined;
}

/** Whether faults that come from a program, not from a file, make sense. @throws ConfigError with the path. */
export function checkFaults(specs: readonly FaultSpec[]): void {
  const wrong = wrongFault(specs);
  if (wrong !== undefined) throw new ConfigError(`faults.${wrong.path.join('.')}: ${wrong.message}`);
}
