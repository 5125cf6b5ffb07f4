/** Whether a day, as `YYYY-MM-DD`, is one of the calendar: 2027-02-29 is none. Of two days the later is the greater string. */
export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const moment = new Date(`${text}T00:00:00Z`);
  // Some days that no month has are taken for days of the next one.
  return !Number.isNaN(+moment) && moment.toISOString().startsWith(text);
}
