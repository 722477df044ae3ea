import { describe, expect, it } from 'vitest';
import { CAUSES } from '../../src/errors/find.ts';
import { explainText } from '../../src/explain/explain.ts';
import { KINDS } from '../../src/explain/network/kinds.ts';
import { RECIPES } from '../../src/explain/recipes.ts';
import { signOf } from '../../src/explain/signs.ts';
import { readScenario } from '../../src/scenarios/format.ts';
import { runScenario } from '../../src/scenarios/run.ts';
import { xmlDocument } from '../../src/xml/write.ts';

/** An error document of a cause, with its own name for every value. */
function documentOf(cause: string): string {
  const [, row] = CAUSES.find(([name]) => name === cause) as (typeof CAUSES)[number];
  const message = row.message.replace(/\{(\w+)\}/g, '$1');
  const extras = (row.extras ?? []).map((name): [string, string] => [name, name]);
  const ec: [string, string][] = row.ec === undefined ? [] : [['EC', row.ec]];
  return xmlDocument(['Error', [['Code', row.code], ['Message', message], ...extras, ...ec]]);
}

/** Every so manyth cause is run: each starts a server. */
const EVERY = 20;
/** What tells causes apart by the name of an argument or the text of an element is not in a document made up here. */
const GENERIC = 'Invalid Argument. Parameter is invalid.';

const sampled = CAUSES.filter(
  ([cause, { message }], index) =>
    !cause.startsWith('sts-') &&
    message !== GENERIC &&
    signOf(cause)?.element === undefined &&
    (index % EVERY === 0 || cause in RECIPES),
);

describe('the scenario of an explained error', () => {
  it.each(sampled)('of %s makes it happen', async (cause) => {
    const [explained] = explainText(documentOf(cause), { library: [] });
    const { scenario, causes } = explained as NonNullable<typeof explained>;
    expect(causes.map((one) => one.cause)).toContain(cause);
    const outcome = await runScenario(cause, readScenario(cause, scenario?.yaml ?? ''), 'current');
    expect(outcome.exchanges.flatMap(({ differences }) => differences)).toEqual([]);
  });

  it.each([
    ['no-answer', 'Response timeout for 60000ms'],
    ['reset', 'read ECONNRESET, PUT http://127.0.0.1/a -1'],
    ['closed-without-answer', 'curl: (52) Empty reply from server'],
    ['truncated', 'unexpected EOF'],
    ['stalled-download', 'read tcp 127.0.0.1:52038->127.0.0.1:9555: i/o timeout'],
    ['not-http', 'Parse Error: Expected HTTP/'],
    ['bad-gateway', 'unknow request error, status: 502'],
  ])('of the failure %s makes it happen', async (kind, print) => {
    const [explained] = explainText(print, { library: [] });
    expect(explained?.network?.kinds[0]?.title).toBe(KINDS[kind as keyof typeof KINDS].title);
    const scenario = readScenario(kind, explained?.scenario?.yaml ?? '');
    const outcome = await runScenario(kind, scenario, 'current');
    expect(outcome.exchanges.flatMap(({ differences }) => differences)).toEqual([]);
  });

  it('has the names that the error has', () => {
    const dump =
      '> GET /photos/2026/cat.jpg HTTP/1.1\n> Host: oss-cn-hangzhou.aliyuncs.com\n>\n< HTTP/1.1 404 Not Found\n< x-oss-ec: 0026-00000001\n<\n';
    const [explained] = explainText(`${dump}${documentOf('no-such-key')}`, { library: [] });
    expect(explained?.scenario?.yaml).toContain('bucket: photos\n    key: 2026/cat.jpg');
  });
});
