import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Cell, useCell } from './store.ts';
import { useText } from './text.ts';
import type { Summary } from './types.ts';

/** What a screen reader is told, and everybody sees for a moment. */
const notice = new Cell('');
const SHOWN_MS = 4000;

export function tell(text: string): void {
  notice.value = text;
}

export function Notice() {
  const text = useCell(notice);
  useEffect(() => {
    if (text === '') return;
    const timer = setTimeout(tell, SHOWN_MS, '');
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div class="notice" role="status" data-shown={text !== ''}>
      {text}
    </div>
  );
}

export function Problem({ text }: { readonly text: string | undefined }) {
  return text === undefined || text === '' ? null : (
    <p class="problem" role="alert">
      {text}
    </p>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly type?: 'text' | 'password' | 'number';
  readonly required?: boolean;
  readonly min?: number;
  readonly placeholder?: string;
}

export function Field({ label, value, onText, type = 'text', ...rest }: FieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type={type as 'text'}
        value={value}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => onText(event.currentTarget.value)}
        {...(rest as object)}
      />
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly onChoice: (value: string) => void;
  /** Only for screen readers. */
  readonly quiet?: boolean;
}

export function Choice({ label, value, options, onChoice, quiet }: ChoiceProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id} class={quiet ? 'unseen' : undefined}>
        {label}
      </label>
      <select id={id} value={value} onChange={(event) => onChoice(event.currentTarget.value)}>
        {options.map(([each, text]) => (
          <option key={each} value={each} selected={each === value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A secret: covered until asked for. */
export function Secret({ value }: { readonly value: string }) {
  const say = useText();
  const [shown, setShown] = useState(false);
  return (
    <span class="secret">
      <code>{shown ? value : '•'.repeat(12)}</code>
      <button type="button" aria-pressed={shown} onClick={() => setShown(!shown)}>
        {say(shown ? 'hide' : 'show')}
      </button>
      <CopyButton text={value} />
    </span>
  );
}

export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Not a secure context, or not allowed: the text is on the page to be copied by hand.
    return false;
  }
}

export function CopyButton({ text }: { readonly text: string }) {
  const say = useText();
  const copy = async () => (await copyText(text)) && tell(say('copied'));
  return (
    <button type="button" onClick={copy}>
      {say('copy')}
    </button>
  );
}

export function save(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** A dialog over the page: Escape closes it, and the focus goes back to where it was. */
export function Dialog(props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog ref={ref} aria-labelledby={id} onClose={props.onClose}>
      <h2 id={id}>{props.title}</h2>
      {props.children}
    </dialog>
  );
}

/** Scrolls by keyboard, too. */
export function Scrolled({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <section class="scrolled" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}

/** Text in lines, as it is. */
export function Lines({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <pre tabIndex={0} role="region" aria-label={label}>
      {text}
    </pre>
  );
}

const STEPS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

export function sizeText(bytes: number): string {
  let size = bytes;
  let step = 0;
  while (size >= 1024 && step < STEPS.length - 1) {
    size /= 1024;
    step++;
  }
  return `${step === 0 ? size : size.toFixed(1)} ${STEPS[step]}`;
}

/** `1d 2h 3m 4.5s`, with a minus before it where it is negative. */
export function spanText(ms: number): string {
  const rest = Math.abs(ms);
  const parts = [
    [Math.floor(rest / 86_400_000), 'd'],
    [Math.floor(rest / 3_600_000) % 24, 'h'],
    [Math.floor(rest / 60_000) % 60, 'm'],
    [(rest % 60_000) / 1000, 's'],
  ] as const;
  const text = parts.filter(([value]) => value > 0).map(([value, unit]) => `${+value.toFixed(3)}${unit}`);
  return `${ms < 0 ? '-' : ''}${text.join(' ') || '0s'}`;
}

/** `2026-01-31 12:00:00.000`, in UTC as everything of the service. */
export function timeText(iso: string): string {
  return iso.replace('T', ' ').replace('Z', '');
}

/** Whether what happened worked: for colours and marks. An object can be stored and its callback fail (203). */
export function toneOf({ status, code }: Pick<Summary, 'status' | 'code'>): 'good' | 'bad' | 'odd' {
  if (status >= 400) return 'bad';
  return status === 0 || code !== undefined ? 'odd' : 'good';
}
