/** How far a query is, and what it has found since it last said so. */
export interface Progress {
  /** Bytes read. */
  readonly scanned: number;
  /** May be empty. */
  readonly data: Buffer;
}

/** Characters of output that are not kept back until the block is done. */
const ENOUGH = 256 * 1024;

/** A query fed with blocks; each text is what one row adds to the output. */
export interface Feed {
  /** @throws OssError what is wrong with the object from here on. */
  push(block: Buffer): Iterable<string>;
  end(): Iterable<string>;
  /** True when no more rows are wanted. */
  readonly done: boolean;
}

/**
 * Runs a query over blocks, and reports after each of them but the last, with which the end is reported. What is wrong
 * with the first block is thrown before anything is reported; later, what was found before the fault is reported first
 * (SelectObject page, note on the end frame).
 * @param before what stands before the first row.
 */
export async function* drive(blocks: AsyncGenerator<Buffer>, feed: Feed, before: string): AsyncGenerator<Progress> {
  let scanned = 0;
  let found = before;
  let reported = false;
  try {
    let next = await blocks.next();
    while (!next.done) {
      scanned += next.value.length;
      for (const text of feed.push(next.value)) {
        found += text;
        if (found.length < ENOUGH) continue;
        reported = true;
        yield { scanned, data: taken() };
      }
      if (feed.done) break;
      next = await blocks.next();
      if (next.done) break;
      reported = true;
      yield { scanned, data: taken() };
    }
    for (const text of feed.end()) found += text;
  } catch (error) {
    if (reported) yield { scanned, data: taken() };
    throw error;
  } finally {
    await blocks.return(undefined);
  }
  yield { scanned, data: taken() };

  function taken(): Buffer {
    const data = Buffer.from(found);
    found = '';
    return data;
  }
}
