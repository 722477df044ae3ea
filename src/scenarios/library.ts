import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readScenario, type Scenario } from './format.ts';

/** Found from `src/scenarios` and from the packed `dist` alike. */
const FOLDERS = ['../config/scenarios/', '../../config/scenarios/'];

/** A scenario that comes with ossmock. */
export interface Known {
  /** `post-object/policy-expired`. */
  readonly name: string;
  readonly scenario: Scenario;
}

/** Every scenario that comes with ossmock, by name. @throws ConfigError for a file that is wrong. */
export function knownScenarios(): Known[] {
  const folder = scenarioFolder();
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
    .map((file) => ({
      name: file.slice(0, -'.yaml'.length),
      scenario: readScenario(file, readFileSync(`${folder}${file}`, 'utf8')),
    }));
}

function scenarioFolder(): string {
  for (const folder of FOLDERS) {
    const path = fileURLToPath(new URL(folder, import.meta.url));
    try {
      readdirSync(path);
      return path;
    } catch {
      // The other one, then.
    }
  }
  throw new Error('the scenarios that come with ossmock are missing');
}
