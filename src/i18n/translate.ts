import en from './en.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };

export type Locale = 'fr' | 'en';
export type Values = Readonly<Record<string, string | number>>;
export type Translate = (key: string, values?: Values) => string;

const MESSAGES: Readonly<Record<Locale, Readonly<Record<string, string>>>> = { fr, en };
// Making a formatter costs a hundred times its use.
const NUMBERS = {
  fr: new Intl.NumberFormat('fr', { maximumFractionDigits: 2 }),
  en: new Intl.NumberFormat('en', { maximumFractionDigits: 2 }),
};
const TIMES = inParis({ dateStyle: 'long', timeStyle: 'short' });
const DATES = inParis({ dateStyle: 'medium' });
const DAYS = inParis({ dateStyle: 'long' });
const RULES = { fr: new Intl.PluralRules('fr'), en: new Intl.PluralRules('en') };

/** French unless the platform's locale says English (`en`, `en_US`, `en-GB`). */
export function chooseLocale(tag: string | null | undefined): Locale {
  return /^en\b|^en_/i.test(tag ?? '') ? 'en' : 'fr';
}

/**
 * The texts of one language. `{name}` is replaced; with a `count`, `<key>.one` or `<key>.other` is chosen when they exist.
 * @throws Error for an unknown key: a missing text is a defect, never shown.
 */
export function translator(locale: Locale): Translate {
  const messages = MESSAGES[locale];
  return (key, values = {}) => {
    const count = values.count;
    const plural = typeof count === 'number' ? `${key}.${RULES[locale].select(count)}` : key;
    const text = messages[plural] ?? messages[`${key}.other`] ?? messages[key];
    if (text === undefined) throw new Error(`no text for ${key} in ${locale}`);
    if (!text.includes('{')) return text;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      if (value === undefined) return whole;
      return typeof value === 'number' ? formatNumber(value, locale) : value;
    });
  };
}

/** Whether a text exists: for names that come from elsewhere, such as a column of the database. */
export function hasText(key: string): boolean {
  return Object.hasOwn(fr, key);
}

/** The texts whose keys begin with `prefix`, as they are written, by their whole keys. */
export function textsUnder(locale: Locale, prefix: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(MESSAGES[locale]).filter(([key]) => key.startsWith(prefix)));
}

export function formatNumber(value: number, locale: Locale): string {
  return NUMBERS[locale].format(value);
}

function inParis(options: Intl.DateTimeFormatOptions): Readonly<Record<Locale, Intl.DateTimeFormat>> {
  const format = (locale: Locale) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'Europe/Paris' });
  return { fr: format('fr'), en: format('en') };
}

/** « 22 novembre 2026 à 21:09 », in Paris. */
export function formatDateTime(date: Date, locale: Locale): string {
  return TIMES[locale].format(date);
}

/** « 22 nov. 2026 », in Paris. */
export function formatDate(date: Date, locale: Locale): string {
  return DATES[locale].format(date);
}

/** « 30 novembre 2027 » */
export function formatDay(date: Date, locale: Locale): string {
  return DAYS[locale].format(date);
}
