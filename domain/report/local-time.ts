/** The instant at which clocks in `timeZone` show `time` (`HH:MM`) on the local date (`YYYY-MM-DD`). */
export function instantOf(localDate: string, time: string, timeZone: string): Date {
  const wanted = Date.parse(`${localDate}T${time}:00Z`);
  // Twice, because the offset that counts is the one at the result, not the one at the guess.
  const guess = wanted - offsetAt(wanted, timeZone);
  return new Date(wanted - offsetAt(guess, timeZone));
}

/** The local date of an instant, `YYYY-MM-DD`. */
export function localDateOf(instant: Date, timeZone: string): string {
  return new Date(instant.getTime() + offsetAt(instant.getTime(), timeZone)).toISOString().slice(0, 10);
}

export function dayBefore(localDate: string): string {
  return new Date(Date.parse(`${localDate}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** Milliseconds that local clocks are ahead of UTC. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(new Date(instant));
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((p) => p.type === type)?.value ?? '0');
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return local - Math.floor(instant / 1000) * 1000;
}
