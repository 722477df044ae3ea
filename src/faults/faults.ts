import { chance } from '../runtime/index.ts';
import type { Effect } from './effect.ts';
import type { FaultRequest, KnownOperation } from './match.ts';
import { type FaultRule, readFault } from './rule.ts';
import { FaultProblem, type FaultSpec } from './spec.ts';

/** A rule and what has come of it. */
export interface FaultState {
  readonly name: string;
  /** As it was filed. */
  readonly rule: FaultSpec;
  /** In plain words. */
  readonly explanation: string;
  /** Requests that fit. */
  readonly matched: number;
  /** Times it happened. */
  readonly fired: number;
  /** Times it can still happen; undefined for any number. */
  readonly remaining: number | undefined;
}

/** A fault chosen for one exchange. It counts only when it happens: bytes that never come cannot be cut. */
export interface Fault {
  readonly name: string;
  readonly effect: Effect;
  readonly fired: boolean;
  /** It happens now. */
  fire(): void;
  /** The exchange is over. */
  settle(): void;
}

interface Filed {
  readonly rule: FaultRule;
  matched: number;
  fired: number;
  /** Chosen, and neither happened nor over yet. */
  reserved: number;
}

/** The rules in the order they were filed. The first that fits and is meant happens; each counts for itself. */
export class Faults {
  private readonly operations: readonly KnownOperation[];
  private readonly configured: readonly FaultSpec[];
  private readonly seed: number;
  private filed: Filed[] = [];

  /** @param seed of the rules that have none. @throws FaultProblem */
  constructor(operations: readonly KnownOperation[], configured: readonly FaultSpec[], seed: number) {
    this.operations = operations;
    this.configured = configured;
    this.seed = seed;
    this.reset();
  }

  /** Whether there is any rule: all that the way of a request asks. */
  get armed(): boolean {
    return this.filed.length > 0;
  }

  /** @throws FaultProblem */
  add(spec: FaultSpec): FaultState {
    const rule = readFault(spec, this.operations, this.freeName());
    if (this.find(rule.name)) throw new FaultProblem(['name'], `there is a fault ${rule.name} already`);
    const filed = { rule, matched: 0, fired: 0, reserved: 0 };
    this.filed.push(filed);
    return state(filed);
  }

  list(): FaultState[] {
    return this.filed.map(state);
  }

  get(name: string): FaultState | undefined {
    const filed = this.find(name);
    return filed && state(filed);
  }

  /** The rules that never happened. */
  unused(): FaultState[] {
    return this.filed.filter(({ fired }) => fired === 0).map(state);
  }

  remove(name: string): boolean {
    const filed = this.find(name);
    this.filed = this.filed.filter((one) => one !== filed);
    return filed !== undefined;
  }

  clear(): void {
    this.filed = [];
  }

  /** Back to the configured rules, as if none had happened. @throws FaultProblem */
  reset(): void {
    this.filed = [];
    for (const spec of this.configured) this.add(spec);
  }

  choose(request: FaultRequest): Fault | undefined {
    let chosen: Filed | undefined;
    for (const filed of this.filed) {
      const { name, match, times, probability, seed = this.seed ^ hash(name) } = filed.rule;
      if (!match.fits(request)) continue;
      filed.matched++;
      if (chosen !== undefined || !match.meant(filed.matched)) continue;
      if (times !== undefined && filed.fired + filed.reserved >= times) continue;
      if (probability !== undefined && chance(seed, filed.matched) >= probability) continue;
      chosen = filed;
    }
    return chosen && reserve(chosen);
  }

  private find(name: string): Filed | undefined {
    return this.filed.find(({ rule }) => rule.name === name);
  }

  private freeName(): string {
    for (let n = this.filed.length + 1; ; n++) {
      if (this.find(`fault-${n}`) === undefined) return `fault-${n}`;
    }
  }
}

/** Sets rules without a seed of their own apart (FNV-1a). */
function hash(name: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) value = Math.imul(value ^ name.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

function reserve(filed: Filed): Fault {
  const { name, effect } = filed.rule;
  filed.reserved++;
  let open = true;
  let fired = false;
  const close = (): boolean => {
    const was = open;
    if (was) filed.reserved--;
    open = false;
    return was;
  };
  return {
    name,
    effect,
    get fired() {
      return fired;
    },
    fire() {
      if (!close()) return;
      fired = true;
      filed.fired++;
    },
    settle: () => void close(),
  };
}

function state({ rule, matched, fired }: Filed): FaultState {
  const remaining = rule.times === undefined ? undefined : rule.times - fired;
  return { name: rule.name, rule: rule.spec, explanation: rule.explanation, matched, fired, remaining };
}
