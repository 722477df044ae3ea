import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { Connection } from './connection.mjs';
import { head } from './requests.mjs';
import { startOssmock } from './servers.mjs';

/** 4 megapixels. */
const SOURCE = { width: 2464, height: 1632 };
const QUALITY = 85;
const WIDTH = 800;
const PARALLEL = 8;
const KIB = 1024;
const KEY = 'photo.jpg';
const SMALL = 'small.bin';

/**
 * Resizes a JPEG of 4 megapixels through ossmock and by sharp alone, in turn, and times GETs of 1 KiB beside it.
 * @param {{ rounds: number, seconds: number }} options
 * @returns {Promise<{ ratios: number[], cpu: number[], rates: number[], idle: number[], busy: number[] }>} ratios to sharp
 * alone of images a second and of images a second of processor time, images a second, and the 99th percentile of a GET in
 * milliseconds without and beside the resizes
 */
export async function measureImages({ rounds, seconds }) {
  const photo = await makePhoto();
  const bare = fork(fileURLToPath(new URL('bare-images.mjs', import.meta.url)));
  const server = await startOssmock();
  const resize = [head('GET', KEY, { query: `x-oss-process=image/resize,w_${WIDTH}/quality,Q_${QUALITY}` })];
  const get = [head('GET', SMALL)];
  const result = { ratios: [], cpu: [], rates: [], idle: [], busy: [] };
  try {
    await put(server.port, KEY, photo);
    await put(server.port, SMALL, Buffer.alloc(KIB));
    await bareRate(bare, photo, 0.3);
    await load(server.port, resize, 0.3);
    for (let round = 0; round < rounds; round++) {
      const alone = await bareRate(bare, photo, seconds);
      const before = server.cpu();
      const rate = await load(server.port, resize, seconds);
      result.cpu.push(alone.cpu / ((server.cpu() - before) / (rate * seconds)));
      result.rates.push(rate);
      result.ratios.push(rate / alone.rate);
      result.idle.push(await latency(server.port, get, seconds));
      const [busy] = await Promise.all([latency(server.port, get, seconds), load(server.port, resize, seconds)]);
      result.busy.push(busy);
    }
    return result;
  } finally {
    bare.kill();
    await server.stop();
  }
}

/** Noise over a gradient: about as hard to decode as a photograph. */
async function makePhoto() {
  const { width, height } = SOURCE;
  const noise = { type: 'gaussian', mean: 128, sigma: 24 };
  const grain = await sharp({ create: { width, height, channels: 3, background: '#808080', noise } })
    .blur(1.2)
    .png()
    .toBuffer();
  const light = Buffer.from(`<svg width="${width}" height="${height}"><defs><linearGradient id="g" x2="1" y2="1">
    <stop stop-color="#204080"/><stop offset="1" stop-color="#f0c060"/></linearGradient></defs>
    <rect width="100%" height="100%" fill="url(#g)" fill-opacity="0.7"/></svg>`);
  return sharp(grain)
    .composite([{ input: light }])
    .jpeg({ quality: QUALITY })
    .toBuffer();
}

function put(port, key, body) {
  const connection = new Connection(port);
  return new Promise((resolve, reject) => {
    connection.send([head('PUT', key, { length: body.length }), body], (error) => {
      connection.close();
      if (error) reject(error);
      else resolve();
    });
  });
}

function bareRate(child, photo, seconds) {
  return new Promise((resolve) => {
    child.once('message', resolve);
    child.send({ bytes: photo.toString('base64'), width: WIDTH, quality: QUALITY, parallel: PARALLEL, seconds });
  });
}

/** Images a second over several connections. */
async function load(port, request, seconds) {
  const start = performance.now();
  const end = start + seconds * 1000;
  const counts = await Promise.all(Array.from({ length: PARALLEL }, () => repeat(port, request, end)));
  const made = counts.reduce((sum, { length }) => sum + length, 0);
  return made / ((performance.now() - start) / 1000);
}

/** The 99th percentile in milliseconds over one connection. */
async function latency(port, request, seconds) {
  const times = await repeat(port, request, performance.now() + seconds * 1000);
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)];
}

/** Sends a request again and again. @returns {Promise<number[]>} milliseconds of each */
function repeat(port, request, end) {
  const connection = new Connection(port);
  const times = [];
  return new Promise((resolve, reject) => {
    const next = () => {
      const begin = performance.now();
      if (begin >= end) {
        connection.close();
        resolve(times);
        return;
      }
      connection.send(request, (error) => {
        if (error) {
          connection.close();
          reject(error);
          return;
        }
        times.push(performance.now() - begin);
        next();
      });
    };
    next();
  });
}
