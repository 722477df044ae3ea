// Draws one sheet of every image operation, as a running server answers them, for a person to look at.
// npm run images:sheet [-- FILE]
import { writeFileSync } from 'node:fs';
import { startServer } from '../dist/index.js';
import sharp from 'sharp';

const OUT = process.argv[2] ?? 'images-sheet.png';
const BUCKET = 'sheet';
const TILE = { width: 240, height: 170 };
const CAPTION = 34;
const COLUMNS = 6;

const b64 = (text) => Buffer.from(text).toString('base64url');

const CHAINS = [
  'auto-orient,0',
  'resize,w_120',
  'resize,m_mfit,w_200,h_160',
  'resize,m_fill,w_150,h_150',
  'resize,m_pad,w_200,h_160,color_F6AD55',
  'resize,m_fixed,w_200,h_80',
  'resize,p_50',
  'resize,l_160',
  'resize,s_60',
  'crop,w_200,h_150,g_center',
  'crop,w_200,h_150,g_se',
  'indexcrop,x_100,i_1',
  'indexcrop,y_60,i_3',
  'rotate,90',
  'rotate,30',
  'circle,r_100',
  'rounded-corners,r_40',
  'circle,r_120/format,png',
  'blur,r_3,s_2',
  'blur,r_50,s_50',
  'bright,50',
  'bright,-50',
  'contrast,50',
  'contrast,-50',
  'sharpen,50',
  'sharpen,300',
  'quality,Q_5',
  'quality,q_20',
  'interlace,1',
  'format,png',
  'format,webp',
  'format,bmp',
  'format,tiff',
  'format,avif',
  `watermark,text_${b64('Hello OSS')}`,
  `watermark,text_${b64('文字水印')},color_FFFFFF,size_50,g_center`,
  `watermark,text_${b64('shadow')},color_FFFFFF,size_60,shadow_60,g_nw`,
  `watermark,text_${b64('turned')},color_FF0000,size_40,rotate_45,t_60`,
  `watermark,text_${b64('draft')},size_30,rotate_330,fill_1,padx_20,pady_30,t_40`,
  `watermark,image_${b64('mark.png')},g_ne`,
  `watermark,image_${b64('mark.png?x-oss-process=image/resize,P_40')},g_sw,t_70`,
  `watermark,image_${b64('mark.png')},text_${b64('both')},interval_10,align_1,color_FFFFFF,g_center`,
  `watermark,image_${b64('mark.png')},fill_1,padx_40,pady_20,t_50`,
  'resize,w_200/rotate,15/circle,r_80/format,png',
  'crop,w_260,h_180,g_center/blur,r_5,s_3/bright,20',
  'average-hue',
  'info',
];

const server = await startServer({ buckets: [{ name: BUCKET, acl: 'public-read-write', storageClass: 'Standard' }] });
try {
  await put('photo.jpg', await sharp(scene()).jpeg({ quality: 88 }).toBuffer());
  await put('mark.png', await sharp(badge()).png().toBuffer());
  const tiles = [];
  for (const chain of CHAINS) tiles.push(await tile(chain));
  const rows = Math.ceil(tiles.length / COLUMNS);
  const step = { x: TILE.width + 10, y: TILE.height + CAPTION + 10 };
  const sheet = sharp({
    create: { width: COLUMNS * step.x + 10, height: rows * step.y + 10, channels: 3, background: '#e2e8f0' },
  }).composite(
    tiles.map((input, i) => ({ input, left: 10 + (i % COLUMNS) * step.x, top: 10 + Math.floor(i / COLUMNS) * step.y })),
  );
  writeFileSync(OUT, await sheet.png().toBuffer());
  console.log(`${tiles.length} operations in ${OUT}`);
} finally {
  await server.close();
}

async function put(key, body) {
  const { status } = await fetch(`${server.url}/${BUCKET}/${key}`, { method: 'PUT', body });
  if (status !== 200) throw new Error(`PUT ${key}: ${status}`);
}

/** One answer with its chain below, on the grey squares that show what is transparent. */
async function tile(chain) {
  const response = await fetch(`${server.url}/${BUCKET}/photo.jpg?x-oss-process=${encodeURIComponent(`image/${chain}`)}`);
  const type = response.headers.get('content-type');
  const body = Buffer.from(await response.arrayBuffer());
  const shown = type.startsWith('image/') ? await picture(type, body) : await words(body.toString());
  const name = await words(`${chain.length > 70 ? `${chain.slice(0, 68)}…` : chain}\n${type} ${body.length}`, 9);
  return sharp(squares())
    .composite([
      { input: shown.data, left: Math.floor((TILE.width - shown.info.width) / 2), top: 0 },
      { input: name.data, left: 2, top: TILE.height + 2 },
    ])
    .png()
    .toBuffer();
}

/** @returns PNG bytes that fit the tile. A bitmap is turned into PNG by the server itself. */
async function picture(type, body) {
  let bytes = body;
  if (type === 'image/bmp') {
    await put('answer.bmp', body);
    const again = await fetch(`${server.url}/${BUCKET}/answer.bmp?x-oss-process=image/format,png`);
    bytes = Buffer.from(await again.arrayBuffer());
  }
  return sharp(bytes)
    .resize(TILE.width, TILE.height, { fit: 'inside', withoutEnlargement: true })
    .png()
    .toBuffer({ resolveWithObject: true });
}

function words(text, size = 11) {
  const markup = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const input = { text: `<span foreground="#1a202c">${markup}</span>`, font: `monospace ${size}`, rgba: true, dpi: 72 };
  return sharp({ text: { ...input, width: TILE.width - 4, wrap: 'char' } })
    .resize(TILE.width, TILE.height, { fit: 'inside', withoutEnlargement: true })
    .png()
    .toBuffer({ resolveWithObject: true });
}

function squares() {
  const { width, height } = TILE;
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height + CAPTION}">
    <defs><pattern id="p" width="16" height="16" patternUnits="userSpaceOnUse"><rect width="16" height="16" fill="#fff"/>
    <rect width="8" height="8" fill="#cbd5e0"/><rect x="8" y="8" width="8" height="8" fill="#cbd5e0"/></pattern></defs>
    <rect width="${width}" height="${height}" fill="url(#p)"/><rect y="${height}" width="${width}" height="${CAPTION}" fill="#fff"/></svg>`);
}

/** 400 by 267: hills, a sun, a house and lines fine enough to see what sharpening does. */
function scene() {
  const fence = Array.from({ length: 40 }, (_, i) => `<rect x="${i * 10}" y="228" width="4" height="24" fill="#744210"/>`);
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="400" height="267">
    <defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="#2b6cb0"/><stop offset="1" stop-color="#bee3f8"/></linearGradient>
    <radialGradient id="sun"><stop stop-color="#fffff0"/><stop offset="1" stop-color="#ecc94b"/></radialGradient></defs>
    <rect width="400" height="267" fill="url(#sky)"/><circle cx="320" cy="60" r="34" fill="url(#sun)"/>
    <path d="M0 180 Q90 90 200 170 T400 150 V267 H0 Z" fill="#48bb78"/><path d="M0 220 Q140 160 260 210 T400 200 V267 H0 Z" fill="#276749"/>
    <rect x="120" y="130" width="90" height="70" fill="#f7fafc"/><path d="M110 132 L165 90 L220 132 Z" fill="#c53030"/>
    <rect x="135" y="150" width="20" height="20" fill="#2d3748"/><rect x="175" y="160" width="20" height="40" fill="#975a16"/>
    ${fence.join('')}<text x="12" y="40" font-family="sans-serif" font-size="26" fill="#1a202c">400 × 267</text></svg>`);
}

function badge() {
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><rect width="80" height="40" rx="10" fill="#e53e3e"/>
    <circle cx="20" cy="20" r="12" fill="#fff"/><circle cx="60" cy="20" r="12" fill="#fff" fill-opacity="0.4"/></svg>`);
}
