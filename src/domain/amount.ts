// Amounts of money as people write them.

/** Euros as people write them ('12 500', '12.500,50 €', 12500.5) in cents; at most a thousand million euros. */
export function parseEuros(raw: unknown): number | undefined {
  let euros: number;
  if (typeof raw === 'number') euros = raw;
  else if (typeof raw === 'string') {
    const digits = raw.replaceAll(/[\s€]/gu, '');
    const grouped = /^\d{1,3}(\.\d{3})+(,\d{1,2})?$/.test(digits) ? digits.replaceAll('.', '') : digits;
    if (!/^\d+([.,]\d{1,2})?$/.test(grouped)) return undefined;
    euros = Number(grouped.replace(',', '.'));
  } else return undefined;
  const cents = Math.round(euros * 100);
  return Number.isFinite(cents) && cents >= 1 && cents <= 1e11 ? cents : undefined;
}
