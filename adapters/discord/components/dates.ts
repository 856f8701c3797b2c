// A date and a time as somebody types them on Discord, which has no picker for them: on the clocks of the zone.

/**
 * 'YYYY-MM-DDTHH:MM' of '23/11/2026 10:00', '23.11.2026 à 10 h', '2026-11-23 10:00', 'lundi 23 novembre 2026 à 10 h 00
 * (heure de Bruxelles)', in French, Dutch or English; anything else as it is.
 */
export function readDate(typed: string): string {
  const text = typed.trim().toLowerCase().replaceAll(/\s+/gu, ' ');
  const [, y = '', m = '', d = '', rest = ''] = numbered(text) ?? turned(text) ?? named(text) ?? [];
  const [, hour, minute = '00'] = timeOfDay.exec(rest) ?? [];
  if (hour === undefined) return typed.trim();
  return `${y}-${two(m)}-${two(d)}T${two(hour)}:${two(minute)}`;
}

/** ' à 10 h 00 (heure de Bruxelles)', ' om 10.00 uur', ' at 10:00', 't10:00'. */
const timeOfDay =
  /^[ ,t]*(?:à|a|om|at)? ?(\d{1,2})(?: ?(?:h|:|\.|u) ?(\d{2})?)?(?: ?(?:uur|u|h|heures?))?(?: ?\(.*\))?$/;

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

function numbered(text: string): string[] | null {
  return /^(\d{4})-(\d{1,2})-(\d{1,2})(.*)$/.exec(text);
}

function turned(text: string): string[] | null {
  const [all, d = '', m = '', y = '', rest = ''] =
    /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(.*)$/.exec(text) ?? [];
  return all === undefined ? null : [all, y, m, d, rest];
}

/** As dates are written for people. */
function named(text: string): string[] | null {
  const [all, d = '', month = '', y = '', rest = ''] =
    /^(?:\p{L}+,? )?(\d{1,2})(?:er|st|nd|rd|th)? (\p{L}+)\.?,? (\d{4})(.*)$/u.exec(text) ?? [];
  const at = months.findIndex((names) => names.some((name) => name.startsWith(month)));
  return all === undefined || month.length < 3 || at < 0 ? null : [all, y, `${at + 1}`, d, rest];
}

/** In French, Dutch and English; with and without accents. */
const months = [
  ['janvier', 'januari', 'january'],
  ['février', 'fevrier', 'februari', 'february'],
  ['mars', 'maart', 'march'],
  ['avril', 'april'],
  ['mai', 'mei', 'may'],
  ['juin', 'juni', 'june'],
  ['juillet', 'juli', 'july'],
  ['août', 'aout', 'augustus', 'august'],
  ['septembre', 'september'],
  ['octobre', 'oktober', 'october'],
  ['novembre', 'november'],
  ['décembre', 'decembre', 'december'],
];

function two(digits: string): string {
  return digits.padStart(2, '0');
}
