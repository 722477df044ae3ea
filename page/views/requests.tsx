import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { send } from '../api.ts';
import { filtered, type Outcome } from '../filter.ts';
import { reload, requests } from '../live.ts';
import { Choice, timeText, toneOf } from '../parts.tsx';
import { go, useCell } from '../store.ts';
import { useText } from '../text.ts';
import type { Summary } from '../types.ts';
import { RequestView } from './request.tsx';

/** Pixels; page.css has the same. */
const ROW = 34;
/** Rows made beyond those seen, so that scrolling does not show gaps. */
const SPARE = 12;

/** The live list, and beside it the request that is open. */
export function RequestsView({ open }: { readonly open: string | undefined }) {
  const say = useText();
  const all = useCell(requests);
  const [search, setSearch] = useState('');
  const [outcome, setOutcome] = useState<Outcome>('all');
  const shown = useMemo(() => filtered(all, search, outcome), [all, search, outcome]);
  const reset = async () => {
    if (!confirm(say('resetSure'))) return;
    await send('POST', 'reset');
    await reload();
    go('requests');
  };
  return (
    <div class="split" data-open={open !== undefined}>
      <section class="list" aria-label={say('requests')}>
        <div class="bar">
          <input
            type="search"
            aria-label={say('search')}
            placeholder={say('searchHint')}
            value={search}
            onInput={(event) => setSearch(event.currentTarget.value)}
          />
          <Choice
            quiet
            label={say('outcome')}
            value={outcome}
            onChoice={(value) => setOutcome(value as Outcome)}
            options={[
              ['all', say('all')],
              ['refused', say('refused')],
              ['passed', say('succeeded')],
              ['fault', say('withFault')],
            ]}
          />
          <button type="button" onClick={reset}>
            {say('reset')}
          </button>
        </div>
        <p class="count muted">{say('shownOf', shown.length, all.length)}</p>
        {shown.length > 0 ? (
          <Rows list={shown} open={open} />
        ) : (
          <p class="nothing">{all.length > 0 ? say('noFit') : say('noRequests', location.origin)}</p>
        )}
      </section>
      <div class="detail">
        {open === undefined ? <p class="nothing">{say('pick')}</p> : <RequestView id={open} key={open} />}
      </div>
    </div>
  );
}

interface Window {
  readonly first: number;
  readonly count: number;
}

/** Only the rows that can be seen exist. The newest is on top; what arrives does not move what is being read. */
function Rows({ list, open }: { readonly list: readonly Summary[]; readonly open: string | undefined }) {
  const say = useText();
  const box = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState<Window>({ first: 0, count: 30 });
  const [current, setCurrent] = useState(open);
  const rowAt = (index: number) => list[list.length - 1 - index] as Summary;
  const latest = useRef(list);

  const look = () => {
    if (box.current === null) return;
    const { scrollTop, clientHeight } = box.current;
    const first = Math.max(0, Math.floor(scrollTop / ROW) - SPARE);
    const count = Math.ceil(clientHeight / ROW) + 2 * SPARE;
    setSeen((before) => (before.first === first && before.count === count ? before : { first, count }));
  };

  useEffect(() => {
    look();
    const watcher = new ResizeObserver(look);
    watcher.observe(box.current as HTMLDivElement);
    return () => watcher.disconnect();
  }, []);

  useLayoutEffect(() => {
    const before = latest.current;
    latest.current = list;
    const element = box.current as HTMLDivElement;
    const grown = list.length - before.length;
    if (element.scrollTop > ROW && grown > 0 && list[0] === before[0]) element.scrollTop += grown * ROW;
  }, [list]);

  const moveTo = (index: number) => {
    const to = Math.min(Math.max(index, 0), list.length - 1);
    const element = box.current as HTMLDivElement;
    setCurrent(rowAt(to).requestId);
    if (to * ROW < element.scrollTop) element.scrollTop = to * ROW;
    // The head of the table stays over the first row's place.
    const bottom = (to + 2) * ROW - element.clientHeight;
    if (bottom > element.scrollTop) element.scrollTop = bottom;
  };

  const onKey = (event: KeyboardEvent) => {
    const at = current === undefined ? -1 : list.length - 1 - list.findIndex((row) => row.requestId === current);
    const index = at === list.length ? -1 : at;
    const page = Math.max(1, Math.floor((box.current as HTMLDivElement).clientHeight / ROW) - 1);
    const moves: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + page,
      PageUp: index - page,
      Home: 0,
      End: list.length - 1,
    };
    const to = moves[event.key];
    if (to !== undefined) moveTo(to);
    else if (event.key === 'Enter' && current !== undefined) go(`requests/${current}`);
    else return;
    event.preventDefault();
  };

  const rows = [];
  for (let index = seen.first; index < Math.min(seen.first + seen.count, list.length); index++) {
    const row = rowAt(index);
    rows.push(
      <Row
        key={row.requestId}
        row={row}
        index={index}
        open={row.requestId === open}
        current={row.requestId === current}
      />,
    );
  }
  const visible = rows.some(({ props }) => props.current);
  return (
    <div
      class="grid"
      role="grid"
      aria-label={say('requests')}
      aria-rowcount={list.length + 1}
      tabIndex={0}
      aria-activedescendant={visible ? `row-${current}` : undefined}
      ref={box}
      onScroll={look}
      onKeyDown={onKey}
    >
      <div role="row" class="row head" aria-rowindex={1}>
        {(['time', 'status', 'method', 'request', 'operation', 'result'] as const).map((name) => (
          <span role="columnheader" key={name}>
            {say(name)}
          </span>
        ))}
      </div>
      <div class="tall" role="rowgroup" style={{ height: `${list.length * ROW}px` }}>
        {rows}
      </div>
    </div>
  );
}

interface RowProps {
  readonly row: Summary;
  readonly index: number;
  readonly open: boolean;
  readonly current: boolean;
}

function Row({ row, index, open, current }: RowProps) {
  const { requestId, time, status, method, host, target, operation, code, fault } = row;
  return (
    <div
      role="row"
      id={`row-${requestId}`}
      class="row"
      data-tone={toneOf(row)}
      data-current={current}
      aria-selected={open}
      aria-rowindex={index + 2}
      style={{ transform: `translateY(${index * ROW}px)` }}
      onClick={() => go(`requests/${requestId}`)}
    >
      <span role="gridcell" class="mono muted">
        {timeText(time).slice(11)}
      </span>
      <span role="gridcell" class="status">
        {status === 0 ? '—' : status}
      </span>
      <span role="gridcell" class="mono">
        {method}
      </span>
      <span role="gridcell" class="mono cut" title={target.startsWith('/') ? host + target : target}>
        {target.startsWith('/') ? target : target.replace(/^\w+:\/\//, '')}
      </span>
      <span role="gridcell" class="cut">
        {operation ?? '—'}
      </span>
      <span role="gridcell" class="cut">
        {fault === undefined ? (code ?? '') : `⚡ ${code ?? fault}`}
      </span>
    </div>
  );
}
