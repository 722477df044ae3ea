import { httpDate, isoBasicDate, parseHttpDate, parseIsoBasicDate } from '../../wire/dates.ts';
import { encodePercentBytes } from '../../wire/percent.ts';
import type { Draft } from './draft.ts';
import { type Hypothesis, REQUESTS, type Variant, withHeader, withoutParameters, withQuery } from './hypothesis.ts';

const MINUTE = 60_000;
/** Time zones in hours east of Greenwich, the most used first. */
const ZONES = [8, 9, 5.5, 7, 1, 2, -8, -7, -6, -5, -4, -3, 3, 4, 5, 6, 10, 11, 12, 13, 14, -1, -2, -9, -10, -11, -12]
  .concat([3.5, 4.5, 5.75, 6.5, 8.75, 9.5, 10.5, 12.75, 13.75, -2.5, -3.5, -9.5])
  .map((hours) => hours * 60);

/** Lives that people give to URLs, in seconds. */
const LIVES = [3600, 60, 300, 600, 900, 1800, 7200, 86_400, 604_800, 10, 30, 120, 1000, 10_000, 36_000];

/** Seconds by which a clock that is read twice may differ. */
const TICKS = [-1, 1, -2, 2, -3, 3, -4, 4, -5, 5];

/** Another date than the one sent. */
export const DATES: readonly Hypothesis[] = [
  {
    name: 'other-date-header',
    of: REQUESTS,
    paired: 2,
    remedy:
      'With x-oss-date in the request, its value stands in the date line too, whatever Date says, and its header line stays.',
    *variants(draft) {
      if (draft.place !== 'header') return;
      const { headers } = draft.request;
      const [own, date] = [headers.get('x-oss-date'), headers.get('date')];
      if (own !== undefined && date !== undefined) {
        const dates = own === draft.date ? [date, 'x-oss-date', 'Date'] : [own, 'Date', 'x-oss-date'];
        const says = `The text has the value of ${dates[2]}, where the service takes ${dates[1]}.`;
        yield { says, draft: dated(draft, dates[0] as string) };
      }
      if (draft.text !== 'v4') {
        yield { says: 'The date line was left empty.', draft: { ...draft, date: '' } };
        if (own !== undefined && date !== undefined) {
          const says = 'The text has the value of Date in its date line, and no line for the header x-oss-date.';
          yield { says, draft: withHeader({ ...draft, date }, 'x-oss-date', undefined) };
        }
      }
    },
  },
  {
    name: 'clock-read-twice',
    of: REQUESTS,
    paired: 0,
    remedy: 'Read the clock once, and use that one date both for the header and for the signature.',
    *variants(draft) {
      const at = draft.place === 'header' ? instantOf(draft) : undefined;
      if (at === undefined) return;
      for (const seconds of TICKS) {
        const says = `The date that was signed is ${Math.abs(seconds)} s ${seconds < 0 ? 'before' : 'after'} the one that was sent.`;
        yield { says, draft: dated(draft, sameForm(draft, at + seconds * 1000)) };
      }
    },
  },
  {
    name: 'local-time',
    of: REQUESTS,
    paired: 2,
    remedy: 'Make the date in GMT (UTC) once, and use the same text for the header and for the signature.',
    *variants(draft) {
      const at = draft.place === 'header' || draft.text === 'v4' ? instantOf(draft) : undefined;
      if (at === undefined) return;
      for (const minutes of ZONES) {
        const local = sameForm(draft, at + minutes * MINUTE);
        const says = `The time that was signed is that of the time zone ${zone(minutes)}, not GMT.`;
        yield { says, draft: dated(draft, local) };
        if (draft.text === 'v4') {
          // The day of the scope may be that of the local time as well.
          const scope = { ...draft.scope, date: local.slice(0, 8) };
          if (scope.date !== draft.scope.date) yield { says, draft: { ...dated(draft, local), scope } };
          continue;
        }
        const text = httpDate(at + minutes * MINUTE);
        yield { says, draft: dated(draft, text.replace('GMT', zone(minutes).replace(':', ''))) };
        yield { says, draft: dated(draft, text.replace('GMT', `GMT${zone(minutes).replace(':', '')}`)) };
      }
    },
  },
  {
    name: 'date-format',
    of: REQUESTS,
    paired: 0,
    remedy:
      'Sign the date byte for byte as it is sent: V1 and V2 as Sat, 01 Jun 2024 12:00:00 GMT, V4 as 20240601T120000Z.',
    *variants(draft) {
      const at = draft.place === 'header' ? instantOf(draft) : undefined;
      if (at === undefined) return;
      const http = httpDate(at);
      const iso = new Date(at).toISOString();
      for (const text of [
        http,
        isoBasicDate(at),
        http.replace('GMT', '+0000'),
        http.replace('GMT', 'UTC'),
        http.replace(', 0', ', '),
        http.replace(/ GMT$/, ''),
        iso,
        iso.replace('.000Z', 'Z'),
        `${Math.floor(at / 1000)}`,
        `${at}`,
      ]) {
        if (text === (draft.text === 'v4' ? draft.timestamp : draft.date)) continue;
        yield { says: `The date was signed as "${text}".`, draft: dated(draft, text) };
      }
    },
  },
  {
    name: 'expires-unit',
    of: REQUESTS,
    paired: 1,
    remedy:
      'Compute Expires once. V1 and V2 want the Unix time in seconds at which the URL ends, V4 wants the seconds of its life.',
    *variants(draft) {
      if (draft.place !== 'url') return;
      if (draft.text === 'v4') return yield* lifetimes(draft);
      const sent = Number(draft.date);
      const says = (what: string) => `Expires was signed ${what}, and sent as ${draft.date}.`;
      yield { says: says('in milliseconds'), draft: expiring(draft, `${sent * 1000}`) };
      const seconds = Math.floor(sent / 1000);
      yield { says: says('in seconds, a thousandth of what was sent'), draft: expiring(draft, `${seconds}`) };
      yield { says: says('as a date'), draft: expiring(draft, httpDate(sent * 1000)) };
      for (const life of LIVES) {
        yield { says: says(`as the life of the URL, ${life}`), draft: expiring(draft, `${life}`) };
      }
      for (const by of TICKS) {
        yield {
          says: says(`${Math.abs(by)} s ${by < 0 ? 'earlier' : 'later'}`),
          draft: expiring(draft, `${sent + by}`),
        };
      }
      for (let rest = 1; rest < 1000; rest++) {
        yield { says: says('in milliseconds'), draft: expiring(draft, `${sent * 1000 + rest}`) };
      }
    },
  },
];

function* lifetimes(draft: Draft): Iterable<Variant> {
  const sent = Number(draft.request.query.get('x-oss-expires'));
  const values = [sent * 1000, Math.floor(sent / 1000), ...LIVES.filter((life) => life !== sent)];
  for (const value of values) {
    yield { says: `x-oss-expires was signed as ${value} and sent as ${sent}.`, draft: withExpires(draft, `${value}`) };
  }
}

/** With another date line, or with another timestamp in V4. */
function dated(draft: Draft, text: string): Draft {
  return draft.text === 'v4' ? { ...draft, timestamp: text } : { ...draft, date: text };
}

/** V2 signs Expires in its date line and as a parameter. */
function expiring(draft: Draft, date: string): Draft {
  return draft.text === 'v2' ? withExpires({ ...draft, date }, date) : { ...draft, date };
}

function withExpires(draft: Draft, value: string): Draft {
  const others = withoutParameters(draft, ({ name }) => name !== 'x-oss-expires').request.query.raw;
  return withQuery(draft, `${others}&x-oss-expires=${encodePercentBytes(value)}`);
}

function instantOf({ text, date, timestamp }: Draft): number | undefined {
  const sent = text === 'v4' ? timestamp : date;
  return parseHttpDate(sent) ?? parseIsoBasicDate(sent);
}

/** An instant in the format of the date that was sent. */
function sameForm({ text, date }: Draft, at: number): string {
  return text !== 'v4' && parseHttpDate(date) !== undefined ? httpDate(at) : isoBasicDate(at);
}

function zone(minutes: number): string {
  const two = (n: number) => `${Math.floor(n)}`.padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
}
