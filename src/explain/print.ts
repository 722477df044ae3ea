import type { SignatureProof } from '../journal/signature-proof.ts';
import type { Explained, NamedCause } from './explain.ts';
import type { Scripted } from './scenario.ts';
import type { SignatureFinding } from './signature.ts';

/** Before a scenario on standard output: what stands behind it is a file of its own. */
export const SCENARIO_MARK = '# ---- scenario; save it and run it with: ossmock reproduce --run FILE';

/** An explained error for people. @param number of several, from 1. */
export function explainedText(explained: Explained, number?: number): string {
  const { form, line, seen, network } = explained;
  const where = `${form === '' ? 'a client' : form}, line ${line}`;
  const lines = [
    `${number === undefined ? '' : `${number}. `}${network === undefined ? seenLine(seen) : 'no answer of the service'}`,
    labelled('seen', where),
    ...(network === undefined ? causeLines(explained) : networkLines(network, explained.certainty)),
    ...explained.notes.map((note, index) => labelled(index === 0 ? 'values' : '', note)),
    ...(explained.signature === undefined ? [] : signatureLines(explained.signature)),
    ...scenarioLines(explained.scenario),
  ];
  return `${lines.join('\n')}\n`;
}

function seenLine({ status, code, ec, requestId }: Explained['seen']): string {
  const parts = [status, code ?? 'no code', ec && `EC ${ec}`, requestId && `request ${requestId}`];
  return parts.filter((part) => part !== undefined && part !== '').join('  ');
}

function causeLines({ certainty, causes, seen }: Explained): string[] {
  const [best, ...others] = causes;
  if (best === undefined) return unknownLines(seen);
  if (certainty === 'open') {
    return [
      labelled('open', `${causes.length} causes print this, and what was seen does not tell which it is:`),
      ...causes.flatMap((cause) => ['', ...oneCause('may be', cause), ...tellLines(cause)]),
    ];
  }
  const word = certainty === 'certain' ? 'cause' : 'likely';
  const also = others.slice(0, OTHERS);
  const rest = others.length > also.length ? ` and ${others.length - also.length} more` : '';
  return [
    ...oneCause(word, best),
    ...(also.length === 0 ? [] : [labelled('not', `ruled out: ${also.map(({ cause }) => cause).join(', ')}${rest}`)]),
    ...(also.length === 0 ? [] : tellLines(best)),
  ];
}

/** So many of the others are named where one is likely. */
const OTHERS = 5;

function unknownLines({ status, code, requestId }: Explained['seen']): string[] {
  if (code === undefined && (status !== undefined || requestId !== undefined)) {
    const there = status === undefined ? 'a request id' : 'a status';
    return [
      labelled('open', `there is ${there} and no error document: answers to HEAD have none.`),
      labelled('do', 'Look at the headers x-oss-ec and x-oss-err, or send the same request as GET.'),
    ];
  }
  return [labelled('open', 'nothing in the catalogue prints this; ossmock errors WORDS looks in all texts.')];
}

function oneCause(label: string, { cause, reason, remedy, doubts }: NamedCause): string[] {
  return [
    labelled(label, cause),
    labelled('why', reason),
    labelled('do', remedy),
    ...(doubts.length > 0 ? [labelled('but', doubts.join('; '))] : []),
  ];
}

function tellLines({ tells }: NamedCause): string[] {
  return tells.map((tell, index) => labelled(index === 0 ? 'if' : '', tell));
}

function networkLines({ client, kinds }: NonNullable<Explained['network']>, certainty: string): string[] {
  const head =
    certainty === 'open'
      ? [labelled('open', `${client} prints this for ${kinds.length} failures of the network:`)]
      : [labelled('seen', `${client} prints this for one failure of the network`)];
  return [
    ...head,
    ...kinds.flatMap(({ name, title, reason, remedy, sign, effect, hint }) => [
      '',
      labelled(certainty === 'open' ? 'may be' : 'cause', `${name}: ${title}`),
      labelled('why', reason),
      labelled('do', remedy),
      ...(certainty === 'open' ? [labelled('if', sign)] : []),
      labelled('again', effect === undefined ? (hint ?? '') : `fault rule with effect ${JSON.stringify(effect)}`),
    ]),
  ];
}

function signatureLines(finding: SignatureFinding): string[] {
  if (finding.kind === 'not-computed') return [labelled('proof', `not computed: ${finding.why}`)];
  if (finding.kind === 'right-secret') {
    return [
      labelled(
        'proof',
        'This secret makes exactly the signature that was sent: the client signed rightly with it, so the service knows another secret for this AccessKeyId, or text and signature are not of one request.',
      ),
    ];
  }
  return proofLines(finding.proof);
}

/** What a signature was tried with and found to be. */
export function proofLines({
  proven,
  tried,
  recomputations,
  server,
  client,
  firstDifference,
}: SignatureProof): string[] {
  if (proven === undefined) {
    return [
      labelled(
        'proof',
        `none: ${recomputations} signatures with these mistakes were computed, and none is the one sent:`,
      ),
      labelled('', tried.join(', ')),
      labelled('', 'What is left: a secret that is none of these, or a mistake that is not in the list.'),
      ...block('the service signs', server.canonicalRequest ?? server.stringToSign),
    ];
  }
  return [
    labelled('proof', proven.statement),
    labelled('do', proven.remedy),
    ...(firstDifference === undefined
      ? []
      : [
          labelled('differ', `${firstDifference.in}, line ${firstDifference.line}, byte ${firstDifference.offset}`),
          labelled('', `service ${JSON.stringify(firstDifference.server)}`),
          labelled('', `client  ${JSON.stringify(firstDifference.client)}`),
          ...block('the service signs', server[firstDifference.in] ?? ''),
          ...block('the client signed', client?.[firstDifference.in] ?? ''),
        ]),
  ];
}

function block(title: string, text: string): string[] {
  return [labelled('', `${title}:`), ...text.split('\n').map((line) => `            | ${line}`)];
}

function scenarioLines(scenario: Scripted | undefined): string[] {
  if (scenario?.known === undefined) return [];
  return [labelled('again', `ossmock reproduce ${scenario.known}`)];
}

const WIDTH = 110;
const INDENT = 10;

/** A paragraph behind a label. */
export function labelled(label: string, text: string): string {
  const lines: string[] = [];
  let line = `  ${label.padEnd(INDENT - 2)}`;
  for (const word of text.split(/\s+/)) {
    if (line.length + word.length > WIDTH && line.trim() !== '') {
      lines.push(line.trimEnd());
      line = ' '.repeat(INDENT);
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()].join('\n');
}
