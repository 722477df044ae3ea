import type { Dice } from './fuzz-dice.ts';
import { damagedBytes, oddText } from './fuzz-texts.ts';

/** An element with what stands between its tags: texts and further elements. */
interface Element {
  name: string;
  inside: (Element | string)[];
}

/** A document that a service would not like: changed in its elements and texts, or in its bytes. */
export function damagedXml(dice: Dice, xml: string): Buffer {
  const root = parsed(xml);
  if (root === undefined || dice.chance(15)) return damagedBytes(dice, xml);
  for (let i = dice.roll(3); i >= 0; i--) damage(dice, root);
  const text = printed(root);
  return dice.chance(12) ? damagedBytes(dice, text) : Buffer.from(text);
}

/** Good enough for the sound documents of the cases; undefined for what is no XML. */
function parsed(xml: string): Element | undefined {
  const top: Element = { name: '', inside: [] };
  const open = [top];
  for (const [token] of xml.matchAll(/<[^>]*>|[^<]+/g)) {
    const into = open.at(-1);
    if (into === undefined) return undefined;
    if (token.startsWith('</')) open.pop();
    else if (/^<[?!]/.test(token)) continue;
    else if (!token.startsWith('<')) into.inside.push(token);
    else {
      const name = /^<([^\s/>]+)/.exec(token)?.[1] ?? 'A';
      const element: Element = { name, inside: [] };
      into.inside.push(element);
      if (!token.endsWith('/>')) open.push(element);
    }
  }
  const root = top.inside.find((one) => typeof one !== 'string');
  return typeof root === 'object' && open.length === 1 ? root : undefined;
}

function printed({ name, inside }: Element): string {
  const end = name.split(/\s/, 1)[0];
  return `<${name}>${inside.map((one) => (typeof one === 'string' ? one : printed(one))).join('')}</${end}>`;
}

function elements(root: Element): Element[] {
  return [root, ...root.inside.flatMap((one) => (typeof one === 'string' ? [] : elements(one)))];
}

function damage(dice: Dice, root: Element): void {
  const all = elements(root);
  const one = dice.pick(all);
  const leaves = all.filter(({ inside }) => inside.every((part) => typeof part === 'string'));
  const leaf = leaves.length > 0 ? dice.pick(leaves) : one;
  const place = dice.roll(one.inside.length + 1);
  const other = (): Element => structuredClone(dice.pick(all));
  dice.pick([
    () => leaf.inside.splice(0, 9, oddText(dice, leaf.inside.join(''))),
    () => leaf.inside.splice(0, 9, oddText(dice, leaf.inside.join(''))),
    () => leaf.inside.splice(0, 9, oddText(dice, leaf.inside.join(''))),
    () => leaf.inside.splice(0, 9, other()),
    () => one.inside.splice(place, 1),
    () => one.inside.splice(place, 1),
    () => one.inside.splice(0),
    () => one.inside.splice(place, 0, other()),
    () => one.inside.splice(place, 0, ...structuredClone(one.inside.slice(0, 3))),
    () => one.inside.splice(place, 0, oddText(dice, '')),
    () => one.inside.reverse(),
    () => one.inside.splice(place, 0, dice.pick(['<!-- x -->', '<?pi x?>', '<A/>', ' \r\n\t', '<![CDATA[<x>]]>'])),
    () => {
      one.name = dice.pick([
        one.name.toLowerCase(),
        `a:${one.name}`,
        `${one.name} b="c"`,
        dice.pick(all).name,
        'A',
        '__proto__',
        'constructor',
        'toString',
      ]);
    },
    () => {
      const copies = dice.pick([2, 11, 101, 1001, 5000]);
      const many = Array.from({ length: copies }, () => structuredClone(leaf));
      one.inside.push(...many);
    },
    () => {
      const depth = dice.pick([2, 63, 70, 3000]);
      one.inside.push('<A>'.repeat(depth) + '</A>'.repeat(depth));
    },
  ])();
}
