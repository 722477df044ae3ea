/**
 * What a page with a player can do. Runs in the browser.
 *
 * A player is { url, crossOrigin, canvas, seekTo }. The outcome is { error } when the file is
 * refused or cannot be opened, otherwise what is to be seen and heard.
 */
globalThis.play = async ({ url, crossOrigin, canvas = false, seekTo }) => {
  const player = document.createElement('video');
  player.muted = true;
  if (crossOrigin !== undefined) player.crossOrigin = crossOrigin;
  document.body.replaceChildren(player);
  player.src = url;
  const opened = await first(player, ['loadeddata', 'error']);
  if (opened === 'error') return { error: player.error.code, message: player.error.message };
  const { duration } = player;
  const seekable = player.seekable.length > 0 ? player.seekable.end(0) : 0;
  if (seekTo !== undefined) {
    player.currentTime = seekTo;
    await first(player, ['seeked', 'error']);
  }
  const from = player.currentTime;
  await player.play().catch(() => {});
  await moved(player, from);
  const outcome = {
    duration,
    seekable,
    from,
    moved: player.currentTime > from && player.error === null,
    width: player.videoWidth,
    height: player.videoHeight,
    sound: player.webkitAudioDecodedByteCount > 0,
  };
  if (canvas) outcome.canvas = drawn(player);
  player.pause();
  player.removeAttribute('src');
  player.load();
  return outcome;
};

/** What fetch gets to see of a part of a file: { status, range, bytes }, or 'refused' by the browser. */
globalThis.part = async ({ url, headers }) => {
  try {
    const response = await fetch(url, { headers, cache: 'no-store' });
    const { byteLength } = await response.arrayBuffer();
    return { status: response.status, range: response.headers.get('content-range'), bytes: byteLength };
  } catch {
    return 'refused';
  }
};

function first(player, events) {
  return new Promise((resolve) => {
    for (const event of events) player.addEventListener(event, () => resolve(event), { once: true });
  });
}

/** Resolves when the clock of the player has moved on, or when it stops for an error. */
function moved(player, from) {
  return new Promise((resolve) => {
    const look = () => {
      if (player.currentTime > from + 0.2 || player.ended || player.error !== null) resolve();
      else requestAnimationFrame(look);
    };
    look();
  });
}

/** Whether the page may look at the pixels that it draws: 'colours', 'black' or 'tainted'. */
function drawn(player) {
  const canvas = document.createElement('canvas');
  canvas.width = player.videoWidth;
  canvas.height = player.videoHeight;
  const context = canvas.getContext('2d');
  context.drawImage(player, 0, 0);
  try {
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return data.some((value, index) => index % 4 !== 3 && value > 32) ? 'colours' : 'black';
  } catch {
    return 'tainted';
  }
}
