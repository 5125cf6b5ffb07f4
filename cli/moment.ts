const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A moment for people, in UTC, and how long ago it was: `2026-11-22 11:30:27Z (5 min ago)`. */
export function formatMoment(moment: Date, now: Date = new Date()): string {
  const [day = "", time = ""] = moment.toISOString().split("T");
  return `${day} ${time.slice(0, 8)}Z (${formatAge((+now - +moment) / 1000)})`;
}

function formatAge(seconds: number): string {
  if (seconds < 1) return "just now";
  if (seconds < MINUTE) return `${Math.floor(seconds)} s ago`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min ago`;
  if (seconds < 2 * DAY) return `${Math.floor(seconds / HOUR)} h ago`;
  return `${Math.floor(seconds / DAY)} days ago`;
}
