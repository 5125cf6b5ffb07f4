// GitHub may know of a push only some seconds after it.
"use strict";

const LOOKS = 5;
/** In milliseconds; tests make it short. */
const BETWEEN_LOOKS = Number(process.env.GITHUB_RETRY_PAUSE_MS ?? 3000);

/**
 * What is found, or undefined if nothing is found after some looks.
 * @param {() => Promise<T | undefined>} look
 * @returns {Promise<T | undefined>}
 * @template T
 */
async function eventually(look) {
  for (let left = LOOKS - 1; ; left--) {
    const found = await look();
    if (found !== undefined || left === 0) return found;
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS));
  }
}

module.exports = { eventually };
