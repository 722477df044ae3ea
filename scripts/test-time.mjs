// Runs the tests of everything that ages, waits or is paced by the server's clock, and says how long the tests themselves took.
// They are in `npm test` too; this shows that none of them sleeps. ali-oss's own timeouts (test/node-sdk) are its client's.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FILES = [
  'test/runtime',
  'test/auth/time.test.ts',
  'test/callback/manuals.test.ts',
  'test/faults/faults.test.ts',
  'test/faults/nonsense.test.ts',
  'test/gateway/faults.test.ts',
  'test/gateway/limits.test.ts',
  'test/gateway/traffic-limit.test.ts',
  'test/identity/tokens.test.ts',
  'test/jobs',
  'test/operations/bucket/async-fetch.test.ts',
  'test/operations/bucket/redundancy-transition.test.ts',
  'test/operations/bucket/worm.test.ts',
  'test/operations/object/restore.test.ts',
  'test/operations/object/retention.test.ts',
  'test/server/admin/clock.test.ts',
  'test/server/admin/faults.test.ts',
];

const folder = mkdtempSync(join(tmpdir(), 'ossmock-time-'));
const report = join(folder, 'report.json');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const { status } = spawnSync('npx', ['vitest', 'run', '--project', 'shared', ...reporters, ...FILES], {
  stdio: 'inherit',
});
const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
rmSync(folder, { recursive: true });

const took = ({ assertionResults }) => assertionResults.reduce((sum, { duration }) => sum + (duration ?? 0), 0);
const slowest = testResults.map((file) => [took(file), file.name]).sort(([a], [b]) => b - a);
const sum = slowest.reduce((all, [ms]) => all + ms, 0);
const first = Math.min(...testResults.map(({ startTime }) => startTime));
const last = Math.max(...testResults.map(({ endTime }) => endTime));
const count = testResults.reduce((all, { assertionResults }) => all + assertionResults.length, 0);
for (const [ms, name] of slowest.slice(0, 5)) console.log(`${Math.round(ms)} ms  ${name.replace(/.*\/test\//, 'test/')}`);
console.log(`${count} tests that depend on time: ${Math.round(sum)} ms in all, over after ${Math.round(last - first)} ms`);
process.exitCode = status ?? 1;
