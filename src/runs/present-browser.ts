import type { Translate } from '../i18n/translate.ts';
import type { BrowserConfig, BrowserExpectation } from '../referential/practicals/browser.ts';
import { quoted, type Words } from './practical-words.ts';

/** How a browser had to be left, in words. */
export function browserWords(t: Translate, _: BrowserConfig, one: BrowserExpectation): Words {
  const say = (key: string, values: Readonly<Record<string, string>>, found = key) => ({
    expected: t(`run.practical.browser.${key}`, values),
    found: `browser.${found}`,
  });
  if ('shown' in one) return say('shown', { address: one.shown });
  if ('tabs' in one) return say('tabs', { list: quoted(t, one.tabs) });
  if ('bookmark' in one) {
    const place = one.folder === undefined ? 'bookmark' : 'bookmark-in';
    const { bookmark: address, title, folder = '' } = one;
    return title === undefined
      ? say(place, { address, folder }, 'bookmark')
      : say(`${place}-named`, { address, folder, title }, 'bookmark');
  }
  if ('cookiesGone' in one) return say('cookies-gone', { list: quoted(t, one.cookiesGone) });
  if ('cookiesKept' in one) return say('cookies-kept', { list: quoted(t, one.cookiesKept) });
  if ('thirdParties' in one) return say('third-parties', {});
  return say('rest', {});
}
