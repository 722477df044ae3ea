// The table that npm run test:sdks prints.
import { NOT_APPLICABLE } from './sdk-gaps.mjs';

/** Prints the table, what is not applicable and why, and each failure once. @returns how many cells passed and failed. */
export function printTable(scenarios, columns) {
  const wide = Math.max(...scenarios.map(({ name }) => name.length)) + 2;
  const width = Math.max(6, ...columns.map(({ sdk }) => Math.ceil(sdk.length / 4) + 1));
  const line = (first, cells) => console.log(first.padEnd(wide) + cells.map((cell) => cell.padEnd(width)).join(''));
  const groups = columns.filter((_, index) => index % 4 === 0).map(({ sdk }) => sdk.padEnd(width * 4));
  console.log(' '.repeat(wide) + groups.join(''));
  line(
    '',
    columns.map(({ signature }) => signature),
  );
  line(
    'scenario',
    columns.map(({ style }) => style),
  );
  const failures = [];
  for (const { name } of scenarios)
    line(
      name,
      columns.map((column) => shown(column, name, failures)),
    );
  const gaps = NOT_APPLICABLE.filter((gap) => columns.some(({ sdk }) => sdk === gap.sdk));
  if (gaps.length > 0) console.log('\nn/a');
  for (const { sdk, scenario, reason } of gaps) console.log(`  ${sdk} ${scenario}: ${reason}`);
  if (failures.length > 0) console.log('\nfailures');
  for (const [index, { sdk, cell, places }] of failures.entries()) {
    const more = places.length > 3 ? ` and ${places.length - 3} more` : '';
    console.log(`  FAIL${index + 1} ${sdk} (${places.slice(0, 3).join(', ')}${more}): ${cell}`);
  }
  const passed = columns.flatMap(({ cells }) => [...cells.values()]).filter((cell) => cell === 'pass').length;
  return { passed, failed: failures.reduce((sum, { places }) => sum + places.length, 0) };
}

/** The text of a cell; the same failure of the same SDK has one number. */
function shown({ sdk, signature, style, cells }, name, failures) {
  const cell = cells.get(name);
  if (cell === 'pass' || cell === 'n/a') return cell;
  const place = `${name} ${signature} ${style}`;
  const known = failures.findIndex((failure) => failure.sdk === sdk && failure.cell === cell);
  if (known >= 0) failures[known].places.push(place);
  else failures.push({ sdk, cell, places: [place] });
  return `FAIL${(known >= 0 ? known : failures.length - 1) + 1}`;
}
