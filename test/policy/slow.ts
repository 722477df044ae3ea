import type { PolicyPrincipal } from '../../src/policy/request.ts';

/**
 * A second reading of access.md §10.3, written without a look at the engine and without care for speed: it works on the
 * JSON as sent, builds every wildcard match letter by letter, and counts addresses in big integers.
 */
export interface Asked {
  readonly action: string;
  /** [service, region, owner, rest] */
  readonly resource: readonly [string, string, string, string];
  readonly principal: PolicyPrincipal;
  readonly context: Readonly<Record<string, string>>;
}

// biome-ignore lint/suspicious/noExplicitAny: policies are random JSON here
type Any = any;

export function slowly(
  policies: readonly Any[],
  kind: string,
  asked: Asked,
): 'allow' | 'explicit-deny' | 'implicit-deny' {
  const statements = policies.flatMap((policy) => list(policy.Statement)).filter((each) => applies(each, kind, asked));
  if (statements.some((each) => each.Effect === 'Deny')) return 'explicit-deny';
  return statements.length > 0 ? 'allow' : 'implicit-deny';
}

function applies(statement: Any, kind: string, asked: Asked): boolean {
  const action = asked.action.toLowerCase();
  const hasAction = (names: Any) => list(names).some((name) => wild(name.toLowerCase(), action));
  const hasResource = (names: Any) => list(names).some((name) => covers(name, asked.resource));
  if (statement.Action !== undefined && !hasAction(statement.Action)) return false;
  if (statement.NotAction !== undefined && hasAction(statement.NotAction)) return false;
  if (statement.Resource !== undefined && !hasResource(statement.Resource)) return false;
  if (statement.NotResource !== undefined && hasResource(statement.NotResource)) return false;
  if (kind === 'bucket' && !list(statement.Principal).some((name) => isNamed(name, statement, asked))) return false;
  for (const [operator, keys] of Object.entries<Any>(statement.Condition ?? {})) {
    for (const [key, values] of Object.entries<Any>(keys)) {
      const given = Object.entries(asked.context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
      const isNegated = operator.includes('Not');
      const fits =
        given !== undefined && list(values).some((value) => compare(operator.replace('Not', ''), given, value));
      if (fits === isNegated) return false;
    }
  }
  return true;
}

function isNamed(name: string, statement: Any, { principal, resource }: Asked): boolean {
  const hasCondition = Object.values<Any>(statement.Condition ?? {}).some((keys) => Object.keys(keys).length > 0);
  const isOwner = principal.kind === 'root' && principal.account === resource[2];
  if (name === '*') return hasCondition || !isOwner;
  if (principal.kind === 'root') return name === principal.account;
  if (principal.kind === 'user') return name === principal.userId;
  if (principal.kind === 'anonymous') return false;
  const arn = `arn:sts::${principal.account}:assumed-role/${principal.role}/${principal.sessionName}`;
  return name.startsWith('arn:') && wild(name, arn);
}

function covers(name: string, resource: readonly string[]): boolean {
  const parts = name.split(':');
  if (parts.length < 5) return wild(name, ['acs', ...resource].join(':'));
  const [acs, service, region, owner] = parts as [string, string, string, string];
  const wanted = [service, region.replace(/^oss-/, ''), owner, parts.slice(4).join(':')];
  return (
    acs === 'acs' &&
    wanted.every((pattern, i) => wild(pattern, i === 1 && resource[i] === '*' ? '' : (resource[i] as string)))
  );
}

/** Which prefixes of the text the pattern read so far can end at. */
function wild(pattern: string, text: string): boolean {
  const letters = [...text];
  let ends = new Set([0]);
  for (const sign of pattern) {
    const next = new Set<number>();
    for (const end of ends) {
      if (sign === '*') for (let i = end; i <= letters.length; i += 1) next.add(i);
      else if (end < letters.length && (sign === '?' || sign === letters[end])) next.add(end + 1);
    }
    ends = next;
  }
  return ends.has(letters.length);
}

function compare(operator: string, given: string, value: string): boolean {
  const [, family, order] = /^(String|Numeric|Date|Bool|IpAddress)(.*)$/.exec(operator) as unknown as [
    string,
    string,
    string,
  ];
  if (family === 'IpAddress') return inBlock(given, value);
  if (family === 'Bool' || order === 'EqualsIgnoreCase') return given.toLowerCase() === value.toLowerCase();
  if (family === 'String') return order === 'Like' ? wild(value, given) : given === value;
  const number = (text: string) => (family === 'Date' ? new Date(text).getTime() : Number(text));
  const [a, b] = [number(given), number(value)];
  if (order.startsWith('Less')) return a < b || (order.endsWith('Equals') && a === b);
  if (order.startsWith('Greater')) return a > b || (order.endsWith('Equals') && a === b);
  return a === b;
}

/** IPv4 only. */
function inBlock(given: string, block: string): boolean {
  const [base, bits = '32'] = block.split('/') as [string, string?];
  const drop = 32n - BigInt(bits);
  return count(given) >> drop === count(base) >> drop;
}

function count(address: string): bigint {
  return address.split('.').reduce((sum, octet) => sum * 256n + BigInt(octet), 0n);
}

function list(value: Any): Any[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
