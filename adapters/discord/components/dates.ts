// A date and a time as somebody types them on Discord, which has no picker for them: on the clocks of the zone.

/** 'YYYY-MM-DDTHH:MM' of '23/11/2026 10:00', '23.11.2026 à 10 h', '2026-11-23 10:00'; anything else as it is. */
export function readDate(typed: string): string {
  const text = typed.trim().toLowerCase();
  const [, y = '', m = '', d = '', rest = ''] =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(.*)$/.exec(text) ??
    turned(/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(.*)$/.exec(text));
  if (y === '') return typed.trim();
  const time = /^[\st,]*(?:à|at|om)?\s*(\d{1,2})(?:\s*[h:.u]\s*(\d{2})?)?\s*(?:uur|u|h)?$/.exec(rest);
  if (!time) return typed.trim();
  const [, hour = '', minute = '00'] = time;
  return `${y}-${two(m)}-${two(d)}T${two(hour)}:${two(minute)}`;
}

/** An instant or a local time as one would type it: '23/11/2026 10:00'; '' for nothing. */
export function typedDate(value: string, zone: string): string {
  if (value === '') return '';
  try {
    const at = /Z|[+-]\d\d:?\d\d$/i.test(value)
      ? Temporal.Instant.from(value).toZonedDateTimeISO(zone).toPlainDateTime()
      : Temporal.PlainDateTime.from(value);
    return `${two(`${at.day}`)}/${two(`${at.month}`)}/${at.year} ${two(`${at.hour}`)}:${two(`${at.minute}`)}`;
  } catch {
    return value;
  }
}

function turned(found: RegExpExecArray | null): string[] {
  if (!found) return [];
  const [all = '', d = '', m = '', y = '', rest = ''] = found;
  return [all, y, m, d, rest];
}

function two(digits: string): string {
  return digits.padStart(2, '0');
}
