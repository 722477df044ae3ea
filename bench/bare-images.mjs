/** Resizes one image over and over with sharp and nothing else, as a process of its own: `{ bytes, width, quality, parallel, seconds }`. */
import sharp from 'sharp';

process.on('message', async ({ bytes, width, quality, parallel, seconds }) => {
  const source = Buffer.from(bytes, 'base64');
  const end = performance.now() + seconds * 1000;
  let made = 0;
  const start = performance.now();
  const before = process.cpuUsage();
  await Promise.all(
    Array.from({ length: parallel }, async () => {
      while (performance.now() < end) {
        await sharp(source, { failOn: 'truncated' }).resize(width).jpeg({ quality }).toBuffer();
        made += 1;
      }
    }),
  );
  const { user, system } = process.cpuUsage(before);
  process.send({ rate: made / ((performance.now() - start) / 1000), cpu: (user + system) / 1e6 / made });
});
