import type { ComponentChildren } from 'preact';
import { Lines, Scrolled, spanText, timeText } from '../parts.tsx';
import { type TextName, useText } from '../text.ts';
import type { Explanation, Facts } from '../types.ts';

interface PanelProps {
  readonly title: TextName;
  readonly children: ComponentChildren;
}

export function Panel({ title, children }: PanelProps) {
  const say = useText();
  return (
    <section class="panel" aria-labelledby={`panel-${title}`} data-panel={title}>
      <h2 id={`panel-${title}`}>{say(title)}</h2>
      {children}
    </section>
  );
}

/** Names and values, those without a value left out. */
function Values({ values }: { readonly values: readonly (readonly [name: string, value: unknown])[] }) {
  return (
    <dl class="facts">
      {values.map(([name, value]) =>
        value === undefined || value === null ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value, null, 2)}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

interface PanelFacts {
  readonly facts: Facts | undefined;
}

interface ConditionRow {
  readonly rule: string;
  readonly value?: string;
  readonly held?: boolean;
}

/** The conditions of a form's policy, each with what the form has. */
export function PolicyPanel({ facts }: PanelFacts) {
  const say = useText();
  if (facts === undefined) return null;
  const conditions = facts.conditions as readonly ConditionRow[];
  const uncovered = (facts.uncovered ?? []) as readonly string[];
  const heldText = ({ held }: ConditionRow) => say(held === undefined ? 'whileArriving' : held ? 'yes' : 'no');
  return (
    <Panel title="conditions">
      <Scrolled label={say('conditions')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('condition')}</th>
              <th scope="col">{say('formValue')}</th>
              <th scope="col">{say('held')}</th>
            </tr>
          </thead>
          <tbody>
            {conditions.map((row) => (
              <tr key={row.rule} data-held={row.held}>
                <td class="mono">{row.rule}</td>
                <td class="mono">{row.value ?? (row.held === undefined ? '' : say('missingField'))}</td>
                <td class="held">
                  {row.held === undefined ? '•' : row.held ? '✓' : '✕'} {heldText(row)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
      {uncovered.length > 0 && (
        <p>
          {say('uncovered')}: <span class="mono">{uncovered.join(', ')}</span>
        </p>
      )}
    </Panel>
  );
}

/** Who decided about a right, and by which statement or ACL. */
export function PermissionPanel({ facts }: PanelFacts) {
  const say = useText();
  if (facts === undefined || facts.decidedBy === 'owner') return null;
  const { decidedBy, action, principal, resource, acl, statement, ram, bucket, wouldAllow } = facts;
  return (
    <Panel title="permission">
      <Values
        values={[
          [say('decidedBy'), decidedBy],
          [say('action'), action],
          [say('principal'), principal],
          [say('resource'), resource],
          [say('acl'), acl],
          [say('statement'), statement ?? ram ?? bucket],
          [say('wouldAllow'), wouldAllow],
        ]}
      />
    </Panel>
  );
}

/** What the hotlink protection held against its lists. */
export function RefererPanel({ facts }: PanelFacts) {
  const say = useText();
  if (facts === undefined) return null;
  const { referer, allowed, decidedBy, cause, entry, compared, whitelist } = facts;
  return (
    <Panel title="referer">
      <Values
        values={[
          [say('sentReferer'), referer ?? say('empty')],
          [say('compared'), compared === referer ? undefined : compared],
          [say('decidedBy'), allowed === true ? decidedBy : cause],
          [say('matchedEntry'), entry ?? say('none')],
          [say('whitelist'), Array.isArray(whitelist) ? whitelist.join('\n') || say('none') : undefined],
        ]}
      />
    </Panel>
  );
}

interface CorsFailure {
  readonly rule: number;
  readonly failed: string;
  readonly asked: string;
  readonly allows: readonly string[];
}

/** Which rule lets a page read the answer, or where each fails. */
export function CorsPanel({ facts }: PanelFacts) {
  const say = useText();
  if (facts === undefined) return null;
  const { failures, rule, allowed, ...asked } = facts;
  const failed = (failures ?? []) as readonly CorsFailure[];
  return (
    <Panel title="cors">
      <p class="muted">{say('corsNote')}</p>
      <Values values={Object.entries(asked)} />
      {typeof rule === 'number' && <p>{say('corsMatched', rule)}</p>}
      {rule !== undefined && typeof rule === 'object' && <Values values={Object.entries(rule as Facts)} />}
      {failed.length > 0 && (
        <Scrolled label={say('cors')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{say('rule')}</th>
                <th scope="col">{say('failedAt')}</th>
                <th scope="col">{say('asked')}</th>
                <th scope="col">{say('allows')}</th>
              </tr>
            </thead>
            <tbody>
              {failed.map((one) => (
                <tr key={one.rule} data-held="false">
                  <td>{one.rule}</td>
                  <td>{one.failed}</td>
                  <td class="mono">{one.asked}</td>
                  <td class="mono">{one.allows.join(', ') || say('none')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolled>
      )}
    </Panel>
  );
}

/** The times that were compared. */
export function ClockPanel({ facts }: PanelFacts) {
  const say = useText();
  if (facts === undefined || typeof facts.now !== 'number') return null;
  const time = (value: unknown) =>
    typeof value === 'number' ? `${timeText(new Date(value).toISOString())} UTC` : undefined;
  const { requestTime, validFrom, expiresAt, now, skew, allowed } = facts;
  return (
    <Panel title="clocks">
      <Values
        values={[
          [say('clientTime'), time(requestTime ?? validFrom)],
          [say('expiresAt'), time(expiresAt)],
          [say('serverTime'), time(now)],
          [say('apart'), typeof skew === 'number' ? spanText(skew) : undefined],
          [say('allowedApart'), typeof allowed === 'number' ? spanText(allowed) : undefined],
        ]}
      />
    </Panel>
  );
}

interface CallbackFacts {
  readonly sent?: { readonly url: string; readonly headers: Readonly<Record<string, string>>; readonly body: string };
  readonly received?: { readonly status: number; readonly contentType?: string; readonly body: string };
  readonly failed?: string;
}

/** The request to the callback server, and what came back; each attempt by itself. */
export function CallbackPanel({ request }: { readonly request: Explanation }) {
  const say = useText();
  const attempts = request.rungs.filter(({ name, facts }) => name === 'callback' && facts?.sent !== undefined);
  if (attempts.length === 0) return null;
  return (
    <Panel title="callback">
      {attempts.map(({ facts }) => {
        const { sent, received, failed, ...rest } = facts as CallbackFacts & Facts;
        const head = Object.entries(sent?.headers ?? {}).map(([name, value]) => `${name}: ${value}`);
        return (
          <div class="columns" key={sent?.url}>
            <div>
              <h3>{say('callbackSent')}</h3>
              <Lines label={say('callbackSent')} text={[`POST ${sent?.url}`, ...head, '', sent?.body].join('\n')} />
            </div>
            <div>
              <h3>{say(received === undefined ? 'callbackFailed' : 'callbackReply')}</h3>
              {received === undefined ? (
                <Values values={[[say('cause'), failed], ...Object.entries(rest)]} />
              ) : (
                <Lines
                  label={say('callbackReply')}
                  text={[received.status, received.contentType ?? '', '', received.body].join('\n')}
                />
              )}
            </div>
          </div>
        );
      })}
    </Panel>
  );
}
