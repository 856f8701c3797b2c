// Instants as a clock in Brussels shows them.

/** The instant of a local date and time, UTC. */
export function at(date: string, time: string): string {
  const local = Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime('Europe/Brussels');
  return local.toInstant().toString({ smallestUnit: 'millisecond' });
}

/** '2026-03-10 23:59'. */
export function shown(instant: string): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/Brussels');
  return local.toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');
}
