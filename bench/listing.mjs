import { Connection } from './connection.mjs';
import { head } from './requests.mjs';

const SIZE = 16;
const PAGE = 1000;

/**
 * Fills a server with small objects, then times lists of 1,000 keys from places all over, one after the other.
 * @param {import('./speed.mjs').Load} load
 * @returns {Promise<{ fill: number, pages: number[] }>} objects in a second; milliseconds of each page
 */
export async function measureListing(load, server, { objects, pages }) {
  const filled = await load.run({ port: server.port, method: 'PUT', size: SIZE, keys: objects, connections: 16 });
  const connection = new Connection(server.port);
  const times = [];
  // The first few are slow because nothing is compiled yet: a server that lists 100,000 keys has run for a while.
  for (let i = -10; i < pages; i++) {
    const last = Math.round(((i + 10) / (pages + 10)) * (objects - PAGE));
    const marker = encodeURIComponent(`${SIZE}/${String(last).padStart(6, '0')}`);
    const request = [head('GET', '', { query: `prefix=${SIZE}%2F&max-keys=${PAGE}&marker=${marker}` })];
    const start = performance.now();
    const body = await new Promise((resolve, reject) => {
      connection.send(request, (error, text) => (error ? reject(error) : resolve(text.toString())), true);
    });
    const took = performance.now() - start;
    const listed = body.split('<Key>').length - 1;
    if (listed !== PAGE) throw new Error(`${listed} keys instead of ${PAGE}`);
    if (i >= 0) times.push(took);
  }
  connection.close();
  return { fill: objects / filled.seconds, pages: times };
}
