import { useEffect, useLayoutEffect, useState } from 'preact/hooks';

/** A value that views follow. */
export class Cell<T> {
  private readonly watchers = new Set<() => void>();
  private current: T;

  constructor(value: T) {
    this.current = value;
  }

  get value(): T {
    return this.current;
  }

  set value(value: T) {
    this.current = value;
    for (const tell of this.watchers) tell();
  }

  watch(tell: () => void): () => void {
    this.watchers.add(tell);
    return () => void this.watchers.delete(tell);
  }
}

/** Renders again when the value changes. */
export function useCell<T>(cell: Cell<T>): T {
  const [shown, setShown] = useState({ value: cell.value });
  useLayoutEffect(() => {
    const take = () => setShown((before) => (before.value === cell.value ? before : { value: cell.value }));
    // It may have changed between rendering and now.
    take();
    return cell.watch(take);
  }, [cell]);
  return shown.value;
}

/** What a view loads: the value, or why there is none. */
export interface Loaded<T> {
  readonly value: T | undefined;
  readonly error: string | undefined;
  readonly reload: () => void;
}

/** Loads when the view opens, when `key` changes, and when asked again. Late answers to earlier questions are dropped. */
export function useLoaded<T>(load: () => Promise<T>, key: string): Loaded<T> {
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<{ value?: T; error?: string }>({});
  // `key` says what `load` depends on.
  useEffect(() => {
    let wanted = true;
    load().then(
      (value) => wanted && setState({ value }),
      (error: Error) => wanted && setState({ error: error.message }),
    );
    return () => {
      wanted = false;
    };
  }, [key, turn]);
  return { value: state.value, error: state.error, reload: () => setTurn((value) => value + 1) };
}

/** The part of the address behind `#`, without slash at the front. */
export const place = new Cell(placeNow());

function placeNow(): string {
  const written = location.hash.replace(/^#\/?/, '');
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

addEventListener('hashchange', () => {
  place.value = placeNow();
});

export function go(to: string): void {
  location.hash = `/${to.split('/').map(encodeURIComponent).join('/')}`;
}

/** A preference that is kept in the browser. */
export function preference(name: string, fallback: string): Cell<string> {
  const cell = new Cell(localStorage.getItem(name) ?? fallback);
  cell.watch(() => localStorage.setItem(name, cell.value));
  return cell;
}
