// Messages for people, in their language: ICU MessageFormat over the files in messages/.

import { IntlMessageFormat } from 'intl-messageformat';
import type { Lang } from '../domain/people.ts';
import { en } from './messages/en.ts';
import { fr } from './messages/fr.ts';
import { nl } from './messages/nl.ts';

export type MessageKey = keyof typeof fr;
export type Params = Record<string, string | number>;

export interface Translator {
  lang: Lang;
  (key: MessageKey, params?: Params): string;
}

const files: Record<Lang, Record<MessageKey, string>> = { fr, nl, en };
const translators = new Map<Lang, Translator>();

/** The messages of one language. A missing parameter is a bug and throws. */
export function translator(lang: Lang): Translator {
  let made = translators.get(lang);
  if (!made) {
    made = createTranslator(lang);
    translators.set(lang, made);
  }
  return made;
}

export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(fr, key);
}

function createTranslator(lang: Lang): Translator {
  const formats = new Map<MessageKey, IntlMessageFormat>();
  const translate = (key: MessageKey, params: Params = {}): string => {
    let format = formats.get(key);
    if (!format) {
      const pattern = lang === 'fr' ? frenchSpaces(files.fr[key]) : files[lang][key];
      format = new IntlMessageFormat(pattern, lang);
      formats.set(key, format);
    }
    return String(format.format(params)).trim();
  };
  return Object.assign(translate, { lang });
}

/** Non-breaking spaces where French wants them: before : ; ? ! % and inside « ». Applied to the pattern alone. */
export function frenchSpaces(pattern: string): string {
  return pattern
    .replaceAll(/ ([;?!])/g, '\u202f$1')
    .replaceAll(/ ([:»%])/g, '\u00a0$1')
    .replaceAll('« ', '«\u00a0');
}
