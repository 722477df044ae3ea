/** Measures ossmock beside a bare Fastify server: docs/benchmark.md says what each row means. */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureCallbacks, WAITING } from './callbacks.mjs';
import { measureFlatListing } from './flat-listing.mjs';
import { FORM_SCENARIOS, measureForms } from './forms.mjs';
import { measureImages } from './images.mjs';
import { measureListing } from './listing.mjs';
import { measureMemory } from './memory.mjs';
import { measureNamespaces } from './namespaces.mjs';
import { measurePolicy } from './policy.mjs';
import { startBare, startOssmock, startOssmockLogging } from './servers.mjs';
import { Load, measureSpeed, SCENARIOS } from './speed.mjs';

const ROUNDS = 6;
const SECONDS = 0.7;
const STARTS = 10;
const MIB = 1024 * 1024;
const AIMS = {
  PUT: 0.5,
  GET: 0.4,
  growth: 64 * MIB,
  listing: 10,
  flat: 3,
  start: 300,
  policy: 0.8,
  callbacks: 0.9,
  images: 0.85,
  namespaceReset: 10,
};

const rows = [];
const row = (...cells) => rows.push(cells);
const verdict = (good) => (good ? 'met' : 'MISSED');

/** @returns {{ min: number, median: number, max: number }} */
function spread(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = (sorted[Math.floor(middle)] + sorted[Math.ceil(middle) - 1]) / 2;
  return { min: sorted[0], median, max: sorted.at(-1) };
}

const shown = ({ min, median, max }, digits) => [median, min, max].map((n) => n.toFixed(digits));

async function speed(load, directory) {
  const servers = [
    ['bare', await startBare()],
    ['ossmock', await startOssmock()],
    ['--log json', await startOssmockLogging()],
    ['--data', await startOssmock('--data', directory)],
  ];
  try {
    const results = await measureSpeed(load, servers, { rounds: ROUNDS, seconds: SECONDS });
    for (const { name, method } of SCENARIOS) {
      const bare = results.get(`${name} bare`);
      const bareRate = spread(bare.map(({ rate }) => rate)).median;
      row(`${name}, bare Fastify`, 'req/s', ...shown(spread(bare.map(({ rate }) => rate)), 0), '');
      for (const [server] of servers.slice(1)) {
        const ours = results.get(`${name} ${server}`);
        const ratio = spread(ours.map(({ rate }, round) => rate / bare[round].rate));
        const cpu = spread(ours.map(({ cpu }, round) => bare[round].cpu / cpu));
        const { median } = spread(ours.map(({ rate }) => rate));
        const label = server === 'ossmock' ? name : `${name}, ${server}`;
        const aim = server === 'ossmock' ? `>= ${AIMS[method]}: ${verdict(ratio.median >= AIMS[method])}` : '';
        row(
          label,
          'ratio',
          ...shown(ratio, 2),
          aim,
          `${median.toFixed(0)} req/s, by processor time ${cpu.median.toFixed(2)}`,
        );
      }
      if (!(bareRate > 0)) throw new Error(`the bare server answered nothing for ${name}`);
    }
  } finally {
    await Promise.all(servers.map(([, server]) => server.stop()));
  }
}

async function memory() {
  const server = await startOssmock();
  try {
    const { put, get, post } = await measureMemory(server, 1024 * MIB);
    for (const [method, { peak, after, seconds }] of [
      ['PUT', put],
      ['GET', get],
      ['form', post],
    ]) {
      const aim = `<= ${AIMS.growth / MIB}: ${verdict(peak <= AIMS.growth)}`;
      const rate = `${(1024 / seconds).toFixed(0)} MiB/s, ${(after / MIB).toFixed(1)} MiB kept`;
      row(`memory growth, ${method} 1 GiB`, 'MiB', (peak / MIB).toFixed(1), '', '', aim, rate);
    }
  } finally {
    await server.stop();
  }
}

async function listing(load) {
  const server = await startOssmock();
  try {
    const { fill, pages } = await measureListing(load, server, { objects: 100_000, pages: 100 });
    const times = spread(pages);
    const aim = `<= ${AIMS.listing}: ${verdict(times.median <= AIMS.listing)}`;
    row('list 1,000 of 100,000 keys', 'ms', ...shown(times, 1), aim, `filled with ${fill.toFixed(0)} PUT/s`);
  } finally {
    await server.stop();
  }
}

async function flatListing(directory) {
  for (const [name, { few, many }] of await measureFlatListing(directory, 60)) {
    const [base, times] = [spread(few), spread(many)];
    const ratio = times.median / base.median;
    const aim = `<= ${AIMS.flat}: ${verdict(ratio <= AIMS.flat)}`;
    const note = `${times.median.toFixed(1)} ms, of 10,000 ${base.median.toFixed(1)} ms`;
    row(`list 1,000 ${name} of 1,000,000 keys`, 'of 10,000', ratio.toFixed(2), '', '', aim, note);
  }
}

async function policy(load, directory) {
  const results = await measurePolicy(load, directory, { rounds: ROUNDS, seconds: SECONDS });
  for (const [name, rates] of results) {
    const ratio = spread(rates.map(({ user, root }) => user.rate / root.rate));
    const cpu = spread(rates.map(({ user, root }) => root.cpu / user.cpu));
    const { median } = spread(rates.map(({ user }) => user.rate));
    const aim = `>= ${AIMS.policy}: ${verdict(ratio.median >= AIMS.policy)}`;
    const note = `${median.toFixed(0)} req/s, by processor time ${cpu.median.toFixed(2)}`;
    row(`${name}, 50 statements`, 'of root', ...shown(ratio, 2), aim, note);
  }
}

async function forms(load) {
  const results = await measureForms(load, { rounds: ROUNDS, seconds: SECONDS });
  for (const { name, aim } of FORM_SCENARIOS) {
    const rates = results.get(name);
    const ratio = spread(rates.map(({ form, put }) => form.rate / put.rate));
    const cpu = spread(rates.map(({ form, put }) => put.cpu / form.cpu));
    const { median } = spread(rates.map(({ form }) => form.rate));
    const note = `${median.toFixed(0)} req/s, by processor time ${cpu.median.toFixed(2)}`;
    row(name, 'of PUT', ...shown(ratio, 2), `>= ${aim}: ${verdict(ratio.median >= aim)}`, note);
  }
}

async function callbacks(load, directory) {
  const rounds = await measureCallbacks(load, directory, { rounds: ROUNDS, seconds: SECONDS });
  const ratio = spread(rounds.map(({ alone, beside }) => beside.rate / alone.rate));
  const cpu = spread(rounds.map(({ alone, beside }) => alone.cpu / beside.cpu));
  const { median } = spread(rounds.map(({ beside }) => beside.rate));
  const aim = `>= ${AIMS.callbacks}: ${verdict(ratio.median >= AIMS.callbacks)}`;
  const note = `${median.toFixed(0)} req/s, by processor time ${cpu.median.toFixed(2)}`;
  row(`GET 1 KiB, ${WAITING} callbacks waiting`, 'of alone', ...shown(ratio, 2), aim, note);
}

async function images() {
  const { ratios, cpu, rates, idle, busy } = await measureImages({ rounds: ROUNDS, seconds: 2 });
  const ratio = spread(ratios);
  const aim = `>= ${AIMS.images}: ${verdict(ratio.median >= AIMS.images)}`;
  const note = `${spread(rates).median.toFixed(0)} images/s, by processor time ${spread(cpu).median.toFixed(2)}`;
  row('resize of a 4-megapixel JPEG', 'of bare sharp', ...shown(ratio, 2), aim, note);
  row('GET 1 KiB p99, alone', 'ms', ...shown(spread(idle), 2), '');
  row('GET 1 KiB p99, beside eight resizes', 'ms', ...shown(spread(busy), 2), '');
}

async function namespaces() {
  const { operations, seconds, strangers, resets } = await measureNamespaces();
  const rate = `${(operations / seconds).toFixed(0)} req/s with the client in the same process`;
  row(
    'answers from another of 64 namespaces',
    `of ${operations}`,
    `${strangers}`,
    '',
    '',
    `0: ${verdict(strangers === 0)}`,
    rate,
  );
  const reset = spread(resets);
  const aim = `<= ${AIMS.namespaceReset}: ${verdict(reset.median <= AIMS.namespaceReset)}`;
  row('reset of one namespace', 'ms', ...shown(reset, 2), aim);
}

async function starting() {
  const times = [];
  for (let i = 0; i < STARTS; i++) {
    const before = performance.now();
    const server = await startOssmock();
    times.push(performance.now() - before);
    await server.stop();
  }
  const spreadOfTimes = spread(times);
  row(
    'start to ready line',
    'ms',
    ...shown(spreadOfTimes, 0),
    `<= ${AIMS.start}: ${verdict(spreadOfTimes.median <= AIMS.start)}`,
  );
}

function print() {
  const table = [['', 'unit', 'median', 'min', 'max', 'aim', ''], ...rows];
  const widths = table[0].map((_, column) => Math.max(...table.map((cells) => (cells[column] ?? '').length)));
  for (const cells of table) {
    const padded = widths.map((width, column) => {
      const cell = cells[column] ?? '';
      return column >= 2 && column <= 4 ? cell.padStart(width) : cell.padEnd(width);
    });
    console.log(padded.join('  ').trimEnd());
  }
}

const directory = mkdtempSync(join(tmpdir(), 'ossmock-bench-'));
const load = new Load();
const began = performance.now();
try {
  await speed(load, directory);
  await memory();
  await policy(load, directory);
  await forms(load);
  await callbacks(load, directory);
  await images();
  await listing(load);
  await flatListing(directory);
  await namespaces();
  await starting();
} finally {
  load.close();
  rmSync(directory, { recursive: true, force: true });
}
print();
const took = ((performance.now() - began) / 1000).toFixed(0);
console.log(
  `\nNode ${process.versions.node}, ${cpus().length} cores (${cpus()[0].model}), ${ROUNDS} rounds, ${took} s`,
);
